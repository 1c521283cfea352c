package table

import (
	"testing"

	"github.com/shopspring/decimal"
)

// What a format shows of a number is what is read, or it is asked about.
func TestFormats(t *testing.T) {
	for _, c := range []struct{ code, number, want string }{
		{"General", "12345", "12345"},
		{"#,##0.00", "12345", "12345"},
		{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "-12345", "-12345"},
		{`_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, "0", "0"},
		{`0.00;[Red]0.00`, "-5", "-5"},
		{`0.00_);[红色]\(0.00\)`, "-5", "-5"},
		{`0.00"万吨"`, "5", "5万吨"},
		{`0.00万吨`, "5", "5万吨"},
		{`"约"0`, "5", "5约"},
		{`0.0%`, "0.057", "5.7%"},
		{`0.00"%"`, "5", "5%"},
		{`# ?/?`, "0.5", "0.5"},
		{`0.00E+00`, "12345", "12345"},
		{`yyyy"年"m"月"`, "44012", "2020-06-30"},
		{`[$-804]yyyy/m/d;@`, "44012", "2020-06-30"},
		{`[h]:mm`, "1.5", "1900-01-01 12:00:00"},
		{`0.0,`, "12345", "≠"},
		{`0.0,,"万"`, "12345", "≠"},
		{`0!.0,"万吨"`, "12345", "≠"},
		{`0"."0000`, "12345", "≠"},
		{`;;;`, "5", "≠"},
		{`0;0`, "-5", "≠"},
		{`0;0`, "5", "5"},
		{`"—"`, "5", "≠"},
		{`0;-0;;@`, "0", "≠"},
		{`[>1]0;0%`, "5", "≠"},
		{`[>1]0;0.0`, "5", "5"},
	} {
		b := &book{formats: []format{formatOf(c.code)}}
		got := b.number(c.number, "0")
		text := got.text
		if got.otherwise {
			text = "≠"
		}
		if text != c.want {
			t.Errorf("%s shows %s as %q, want %q", c.code, c.number, text, c.want)
		}
		if d := decimal.RequireFromString(c.number); got.otherwise && got.text != d.String() {
			t.Errorf("%s: the number stored is told as %s", c.code, got.text)
		}
	}
}
