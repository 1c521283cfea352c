package review

import (
	"strings"
	"testing"
)

// A column that a later version of the program adds, and another order of columns, leave the digest of what was signed as it was.
func TestDigestOfNamedColumns(t *testing.T) {
	const lines = "region,year,category,gas,value\n500151,2004,1.A,CO2,1\n"
	digest := func(lines string) string {
		out, err := byYear(lines, "region,year,co2e_t\n500151,2004,1\n")
		if err != nil {
			t.Fatal(err)
		}
		return out[2004].Digest()
	}
	was := digest(lines)
	for _, same := range []string{"region,year,category,new,gas,value\n500151,2004,1.A,x,CO2,1\n", "region,year,gas,category,value\r\n500151,2004,CO2,\"1.A\",1\r\n"} {
		if got := digest(same); got != was {
			t.Errorf("%q: %s, want %s", same, got, was)
		}
	}
	if digest(strings.Replace(lines, ",1\n", ",2\n", 1)) == was || digest(strings.Replace(lines, "gas", "facility", 1)) == was {
		t.Error("another value or another column has the same digest")
	}
}
