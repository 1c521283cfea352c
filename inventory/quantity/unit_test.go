package quantity

import (
	"encoding/csv"
	"errors"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ghg/inventory/golden"
	"ghg/seeds"
)

func unitRows(t *testing.T) [][]string {
	t.Helper()
	f, err := seeds.FS.Open("units.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

// Every unit of the table, and every alias, has exactly the factor the table states.
func TestEveryUnitOfTheTable(t *testing.T) {
	for _, row := range unitRows(t) {
		want, ok := new(big.Rat).SetString(row[2])
		if !ok {
			t.Fatalf("factor %q", row[2])
		}
		for _, name := range append([]string{row[0]}, strings.Split(row[6], ";")...) {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			u, err := ParseUnit(name)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if got := u.get().scale; got.Cmp(want) != 0 {
				t.Errorf("%s: 1 is %s, the table says %s", name, got.RatString(), want.RatString())
			}
			canonical, _ := ParseUnit(row[0])
			if !u.SameDimension(canonical) {
				t.Errorf("%s measures %s, %s measures %s", name, u.Dimension(), row[0], canonical.Dimension())
			}
		}
	}
}

func TestConvert(t *testing.T) {
	for _, c := range []struct{ value, from, to, want string }{
		{"15", "亩", "ha", "1"},
		{"1", "亩", "ha", "0.06666666666666666666666666666666667"},
		{"3", "万亩", "ha", "2000"},
		{"32.52", "万吨", "t", "325200"},
		{"5505", "万立方米", "m3", "55050000"},
		{"1.5", "亿立方米", "万m³", "15000"},
		{"1", "亿kWh", "MWh", "100000"},
		{"132.39", "万吨标准煤", "TJ", "38800.33164"},
		{"1", "tce", "GJ", "29.3076"},
		{"1", "t CO2/MWh", "kg CO2/kWh", "1"},
		{"20908", "kJ/kg", "GJ/t", "20.908"},
		{"389.31", "GJ/10^4 m3", "MJ/m3", "38.931"},
		{"0.0261", "t C/GJ", "t C/TJ", "26.1"},
		{"-44.4", "%", "1", "-0.444"},
		{"1", "万只", "head", "10000"},
		{"68.5729", "万人", "person", "685729"},
		{"661", "亿元", "万元", "6610000"},
		{"1", "m3(20C)", "Nm3", "0.9317755415316390926147023707999318"},
		{"1", "Nm3", "m3", "1"},
		{"27315", "Nm3", "m3(20C)", "29315"},
		{"29315", "kJ/Nm3", "kJ/m3(20C)", "27315"},
		{"27315", "GJ/10^4 m3(20C)", "GJ/万Nm3", "29315"},
		{"38.931", "MJ/m3", "GJ/万Nm3", "389.31"},
		{"27315", "Nm3·GJ/m3(20C)", "GJ", "29315"},
		{"29315", "m3(20C)·GJ/Nm3", "GJ", "27315"},
		{"1", "Nm3·GJ/m3", "GJ", "1"},
		{"1", "Nm3·GJ/Nm3", "GJ", "1"},
		{"0.02", "t/t", "fraction", "0.02"},
		{"3", "kg/kg", "%", "300"},
	} {
		got, err := Convert(decimal.RequireFromString(c.value), MustUnit(c.from), MustUnit(c.to))
		if err != nil || got.String() != c.want {
			t.Errorf("%s %s = %s %s, want %s (%v)", c.value, c.from, got, c.to, c.want, err)
		}
	}
}

func TestMismatchNamesBothUnits(t *testing.T) {
	_, err := Convert(decimal.NewFromInt(1), MustUnit("t C"), MustUnit("t CO2"))
	var mismatch *MismatchError
	if !errors.As(err, &mismatch) || err.Error() != "t C (mass of C) and t CO2 (mass of CO2) do not measure the same" {
		t.Errorf("got %v", err)
	}
	if MustUnit("t").SameDimension(MustUnit("m3")) || MustUnit("t").SameDimension(MustUnit("t CO2")) {
		t.Error("mass, volume and mass of CO2 must be told apart")
	}
}

func TestOfNamesTheSubstance(t *testing.T) {
	for _, c := range []struct{ unit, gas, want string }{
		{"kg/TJ", "CH4", "kg CH4/TJ"}, {"kg C/GJ", "C", "kg C/GJ"}, {"fraction", "C", "fraction"}, {"t/10^8 m3", "CH4", "t CH4/10^8 m3"},
		{"t/t", "CO2", "t CO2/t"}, {"kg/kg", "CF4", "kg CF4/kg"}, {"t/10^4 t", "CO2", "t CO2/10^4 t"}, {"GJ/t", "CO2", "GJ/t"},
	} {
		if got := MustUnit(c.unit).Of(c.gas).String(); got != c.want {
			t.Errorf("%s of %s = %s, want %s", c.unit, c.gas, got, c.want)
		}
	}
}

// A caller writes a note where a declared state meets an undeclared one.
func TestStateOfAGasVolume(t *testing.T) {
	for _, c := range []struct{ unit, want string }{
		{"Nm3", "0 °C"}, {"GJ/10^4 Nm3", "0 °C"}, {"kJ/m3(20C)", "20 °C"}, {"m3", ""}, {"Nm3·GJ/m3(20C)", ""}, {"t", ""},
	} {
		if got := MustUnit(c.unit).State(); got != c.want {
			t.Errorf("%s: state %q, want %q", c.unit, got, c.want)
		}
	}
}

// A mass over the same is a plain number that cancels in a product.
func TestMassOverMass(t *testing.T) {
	ratio := MustUnit("t/t")
	if !ratio.SameDimension(One) || ratio.Mul(MustUnit("GJ")) != MustUnit("GJ") || ratio.Dimension() != "plain number" {
		t.Errorf("t/t measures %s, t/t × GJ is %s", ratio.Dimension(), ratio.Mul(MustUnit("GJ")))
	}
	if got := MustUnit("kg").Mul(ratio.Of("CO2")); got.String() != "kg·t CO2/t" {
		t.Errorf("kg × t CO2/t = %s", got)
	}
}

func TestUnknownUnits(t *testing.T) {
	for _, c := range []struct{ text, near string }{{"万吨煤", "万吨"}, {"kWhh", "kWh"}, {"GJ/tt", "GJ/t"}, {"", ""}, {"t bananas", ""}, {"m33", "m3"}} {
		_, err := ParseUnit(c.text)
		var unknown *UnitError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if c.near != "" && !strings.Contains(err.Error(), c.near) {
			t.Errorf("%q: %v does not name %s", c.text, err, c.near)
		}
	}
}

// The published conversions of the international definitions and of IPCC 2006 V2 ch4.
func TestPublishedConversions(t *testing.T) {
	for _, row := range golden.Rows(t, "testdata/conversions.csv") {
		value, from, to, want := row[1], row[2], row[3], row[4]
		got, err := Convert(decimal.RequireFromString(value), MustUnit(from), MustUnit(to))
		if err != nil || !got.Equal(decimal.RequireFromString(want)) {
			t.Errorf("%s: %s %s = %s %s, want %s (%v)", row[0], value, from, got, to, want, err)
		}
	}
}

func FuzzParseUnit(f *testing.F) {
	for _, s := range []string{"万吨", "GJ/10^4 m3", "t C/TJ", "kg/t raw coal", "10^99 t", "((((", "/", "·t", "m^3", "ｋｇ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := ParseUnit(s)
		if err != nil {
			return
		}
		again, err := ParseUnit(u.String())
		if err != nil || !again.SameDimension(u) || again.get().scale.Cmp(u.get().scale) != 0 {
			t.Errorf("%q reads as %s, which reads as %s (%v)", s, u, again, err)
		}
	})
}

func BenchmarkUnitProduct(b *testing.B) {
	t, ncv, cc := MustUnit("t"), MustUnit("GJ/t"), MustUnit("t C/TJ")
	b.ReportAllocs()
	for range b.N {
		t.Mul(ncv).Mul(cc)
	}
}
