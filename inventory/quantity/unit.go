package quantity

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"sync"

	"github.com/shopspring/decimal"
)

// Unit is a unit of measure: a pointer to an interned value, so that units are cheap to copy and equal units compare
// equal. The zero Unit is One.
type Unit struct{ u *unit }

// unit is a product of powers of atoms. Its scale is what one of it is in the coherent units of its dimension.
type unit struct {
	name  string
	atoms []power[*atom]
	dims  []power[string]
	cold  int // powers of gas volumes declared at 0 °C, and at 20 °C
	warm  int
	scale *big.Rat
	mul   sync.Map // *unit → *unit
	div   sync.Map
	to    sync.Map // *unit → *big.Rat
	of    sync.Map // substance → *unit
}

// atom is a unit that is not made of others, with the substance it names: t, t CO2, 10^4 kWh, head.
type atom struct {
	name  string
	dims  []power[string]
	scale *big.Rat
	state string // reference state of a gas volume, "" if undeclared or no volume
}

type power[T any] struct {
	of  T
	exp int
}

// MismatchError is the fault of bringing together units of different dimension or substance.
type MismatchError struct{ From, To Unit }

// Error names both units and what they measure.
func (e *MismatchError) Error() string {
	return fmt.Sprintf("%s (%s) and %s (%s) do not measure the same", e.From, e.From.Dimension(), e.To, e.To.Dimension())
}

// One is the unit of plain numbers.
var One = Unit{}

func (u Unit) get() *unit {
	if u.u == nil {
		return one
	}
	return u.u
}

var one = &unit{name: "1", scale: big.NewRat(1, 1)}

func wrap(u *unit) Unit {
	if u == one {
		return One
	}
	return Unit{u}
}

var interned sync.Map // name → *unit

// intern returns the one unit of these atoms.
func intern(atoms []power[*atom]) *unit { return internMerged(merge(atoms, false)) }

func internMerged(atoms []power[*atom]) *unit {
	if len(atoms) == 0 {
		return one
	}
	u := &unit{atoms: atoms, scale: big.NewRat(1, 1), name: spell(atoms)}
	if known, ok := interned.Load(u.name); ok {
		return known.(*unit)
	}
	var dims []power[string]
	for _, a := range atoms {
		for range max(a.exp, -a.exp) {
			if a.exp > 0 {
				u.scale.Mul(u.scale, a.of.scale)
			} else {
				u.scale.Quo(u.scale, a.of.scale)
			}
		}
		for _, d := range a.of.dims {
			dims = append(dims, power[string]{d.of, d.exp * a.exp})
		}
		switch a.of.state {
		case stateCold:
			u.cold += a.exp
		case stateWarm:
			u.warm += a.exp
		}
	}
	u.dims = mergeDims(dims)
	known, _ := interned.LoadOrStore(u.name, u)
	return known.(*unit)
}

// merge adds the powers of equal atoms, keeps the order of first use and drops those that cancel. A plain mass over the
// same, t/t, stays as it is read, so that Of can say what the one above is of; a product cancels it.
func merge(atoms []power[*atom], asRead bool) []power[*atom] {
	var out []power[*atom]
	for _, a := range atoms {
		i := slices.IndexFunc(out, func(b power[*atom]) bool {
			return b.of.name == a.of.name && !(asRead && a.of.plainMass() && a.exp*b.exp < 0)
		})
		if i < 0 {
			out = append(out, a)
		} else {
			out[i].exp += a.exp
		}
	}
	return slices.DeleteFunc(out, func(a power[*atom]) bool { return a.exp == 0 })
}

func mergeDims(dims []power[string]) []power[string] {
	slices.SortStableFunc(dims, func(a, b power[string]) int { return strings.Compare(a.of, b.of) })
	var out []power[string]
	for _, d := range dims {
		if n := len(out); n > 0 && out[n-1].of == d.of {
			out[n-1].exp += d.exp
		} else {
			out = append(out, d)
		}
	}
	return slices.DeleteFunc(out, func(d power[string]) bool { return d.exp == 0 })
}

// spell writes a product so that it can be read again: factors joined by a point, divisors each behind a stroke, a power
// as often as it counts.
func spell(atoms []power[*atom]) string {
	var over, under string
	for _, a := range atoms {
		for range a.exp {
			over += "·" + a.of.name
		}
		for range -a.exp {
			under += "/" + a.of.name
		}
	}
	if over == "" {
		return "1" + under
	}
	return strings.TrimPrefix(over, "·") + under
}

// String is the canonical spelling: "GJ/t", "t C/TJ", "10^4 t".
func (u Unit) String() string { return u.get().name }

// Mul is the product of two units.
func (u Unit) Mul(v Unit) Unit {
	a, b := u.get(), v.get()
	if known, ok := a.mul.Load(b); ok {
		return wrap(known.(*unit))
	}
	product := intern(slices.Concat(a.atoms, b.atoms))
	a.mul.Store(b, product)
	return wrap(product)
}

// Div is the quotient of two units.
func (u Unit) Div(v Unit) Unit {
	a, b := u.get(), v.get()
	if known, ok := a.div.Load(b); ok {
		return wrap(known.(*unit))
	}
	quotient := intern(slices.Concat(a.atoms, inverse(b.atoms)))
	a.div.Store(b, quotient)
	return wrap(quotient)
}

func inverse(atoms []power[*atom]) []power[*atom] {
	out := slices.Clone(atoms)
	for i := range out {
		out[i].exp = -out[i].exp
	}
	return out
}

// Pow is the n-th power of the unit.
func (u Unit) Pow(n int) Unit {
	atoms := slices.Clone(u.get().atoms)
	for i := range atoms {
		atoms[i].exp *= n
	}
	return wrap(intern(atoms))
}

// SameDimension tells whether the units measure the same, substance included.
func (u Unit) SameDimension(v Unit) bool {
	a, b := u.get(), v.get()
	return a == b || slices.Equal(a.dims, b.dims)
}

// State is the reference state that the gas volumes in the unit declare: "0 °C", "20 °C", or "" for none or for both.
func (u Unit) State() string {
	switch a := u.get(); {
	case a.cold != 0 && a.warm == 0:
		return stateCold
	case a.warm != 0 && a.cold == 0:
		return stateWarm
	}
	return ""
}

// massOf begins the name of the dimension of a mass that names its substance.
const massOf = "mass of "

// Substance is what the mass in the numerator is of, "" if it is not named.
func (u Unit) Substance() string {
	for _, a := range u.get().atoms {
		for _, d := range a.of.dims {
			if substance, ok := strings.CutPrefix(d.of, massOf); ok && a.exp*d.exp > 0 {
				return substance
			}
		}
	}
	return ""
}

// Of names the substance of a mass in the numerator that names none: kg/TJ of CH4 is kg CH4/TJ. Other units are
// returned as they are.
func (u Unit) Of(substance string) Unit {
	if substance == "" || !isSubstance(substance) {
		return u
	}
	known := u.get()
	if named, ok := known.of.Load(substance); ok {
		return wrap(named.(*unit))
	}
	named := known
	for i, a := range known.atoms {
		if a.exp == 1 && a.of.plainMass() {
			atoms := slices.Clone(known.atoms)
			atoms[i].of = a.of.named(substance)
			named = intern(atoms)
			break
		}
	}
	known.of.Store(substance, named)
	return wrap(named)
}

// plainMass tells whether the atom is a mass that names no substance.
func (a *atom) plainMass() bool {
	return len(a.dims) == 1 && a.dims[0] == power[string]{"mass", 1}
}

// named is the atom of a plain mass with its substance.
func (a *atom) named(substance string) *atom {
	return &atom{name: a.name + " " + substance, dims: []power[string]{{massOf + substance, 1}}, scale: a.scale}
}

// Dimension says what the unit measures: "mass", "mass of CO2", "energy/mass".
func (u Unit) Dimension() string {
	var over, under []string
	for _, d := range u.get().dims {
		name := d.of
		size := max(d.exp, -d.exp)
		if name == "length" && size > 1 && size < 4 {
			name, size = [...]string{"area", "volume"}[size-2], 1
		}
		if size > 1 {
			name = fmt.Sprintf("%s^%d", name, size)
		}
		if d.exp > 0 {
			over = append(over, name)
		} else {
			under = append(under, name)
		}
	}
	out := strings.Join(over, "·")
	switch {
	case out == "" && len(under) == 0:
		return "plain number"
	case out == "":
		out = "1"
	}
	for _, name := range under {
		out += "/" + name
	}
	return out
}

// warmVolume is how much larger a gas volume is at 20 °C than at 0 °C, pressure being equal: 293.15/273.15.
var warmVolume = big.NewRat(29315, 27315)

// Scale is the exact factor from u to the other unit: x u = x·Scale other. The caller must not change it. Gas volumes of
// two declared states are converted, also where they cancel within a product; one that declares none meets any as it
// stands.
func (u Unit) Scale(to Unit) (*big.Rat, error) {
	a, b := u.get(), to.get()
	if known, ok := a.to.Load(b); ok {
		return known.(*big.Rat), nil
	}
	if !u.SameDimension(to) {
		return nil, &MismatchError{u, to}
	}
	scale := new(big.Rat).Quo(a.scale, b.scale)
	// What is left of each state meets the other as far as their signs differ, and an undeclared volume beyond that.
	cold, warm := a.cold-b.cold, a.warm-b.warm
	for ; cold > 0 && warm < 0; cold, warm = cold-1, warm+1 {
		scale.Mul(scale, warmVolume)
	}
	for ; cold < 0 && warm > 0; cold, warm = cold+1, warm-1 {
		scale.Quo(scale, warmVolume)
	}
	a.to.Store(b, scale)
	return scale, nil
}

// Convert expresses a value in another unit, exactly where the result has no more than 34 digits behind the division.
func Convert(v decimal.Decimal, from, to Unit) (decimal.Decimal, error) {
	scale, err := from.Scale(to)
	if err != nil {
		return decimal.Decimal{}, err
	}
	product := v.Mul(decimal.NewFromBigInt(scale.Num(), 0))
	if scale.IsInt() {
		return product, nil
	}
	return QuoExact(product, decimal.NewFromBigInt(scale.Denom(), 0))
}

// QuoExact is a ÷ b, exact if the quotient has finitely many decimals because b has no other factors than 2 and 5,
// else cut as by Quo.
func QuoExact(a, b decimal.Decimal) (decimal.Decimal, error) {
	divisor := NewDivisor(b)
	return divisor.Of(a)
}

// Divisor divides many numbers by one as QuoExact does.
type Divisor struct {
	by      decimal.Decimal
	exact   bool // by has no other factors than 2 and 5
	shift   int32
	inverse decimal.Decimal // 1/by = inverse · 10^-shift
}

// NewDivisor makes a divisor of b.
func NewDivisor(b decimal.Decimal) Divisor {
	shift, inverse, ok := decimalInverse(b)
	return Divisor{b, ok, shift, inverse}
}

// Of is a ÷ the divisor.
func (d *Divisor) Of(a decimal.Decimal) (decimal.Decimal, error) {
	if d.exact {
		return trim(a.Mul(d.inverse).Shift(-d.shift)), nil
	}
	return Quo(a, d.by)
}

// decimalInverse finds 1/b = factor · 10^-shift for an integer b = 2^m·5^n.
func decimalInverse(b decimal.Decimal) (shift int32, factor decimal.Decimal, ok bool) {
	if b.Sign() <= 0 || b.Exponent() != 0 {
		return 0, decimal.Decimal{}, false
	}
	rest := b.Coefficient()
	var twos, fives int32
	for rest.Bit(0) == 0 {
		rest.Rsh(rest, 1)
		twos++
	}
	five, mod, next := big.NewInt(5), new(big.Int), new(big.Int)
	for {
		next.QuoRem(rest, five, mod)
		if mod.Sign() != 0 {
			break
		}
		rest, next = next, rest
		fives++
	}
	if rest.Cmp(big.NewInt(1)) != 0 {
		return 0, decimal.Decimal{}, false
	}
	shift = max(twos, fives)
	inverse := new(big.Int).Exp(big.NewInt(2), big.NewInt(int64(shift-twos)), nil)
	inverse.Mul(inverse, new(big.Int).Exp(five, big.NewInt(int64(shift-fives)), nil))
	return shift, decimal.NewFromBigInt(inverse, 0), true
}

// Quantity is a value with its unit.
type Quantity struct {
	Value decimal.Decimal
	Unit  Unit
}

// String prints value and unit.
func (q Quantity) String() string { return q.Value.String() + " " + q.Unit.String() }
