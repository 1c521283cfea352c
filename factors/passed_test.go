package factors

import (
	"strings"
	"testing"

	"ghg/inventory"
)

// A carbon content of the district's own without an oxidation rate is not used, and is not passed over in silence.
func TestPassedOver(t *testing.T) {
	queries := func() []Query {
		return []Query{parse(t, "CN-PROV-2011", "carbon_content C 1.A.2.m 烟煤 t_C/TJ 2020"), parse(t, "CN-PROV-2011", "oxidation_rate C 1.A.2.m 烟煤 fraction 2020")}
	}
	const own = ",1.A,烟煤,,,carbon_content,C,26.5,t C/TJ,,,,,,,lab 3,\n"
	answers, err := tableOf(t, localHeader+own).FindTogether(queries())
	if err != nil || answers[0].Set != "CN-PROV-2011" {
		t.Fatalf("%v %v", answers, err)
	}
	if why := answers[0].Why; strings.Contains(why.EN, "none in") || !strings.Contains(why.EN, "not that of local, which has no oxidation rate") || !strings.Contains(why.ZH, "local 有而不用：它没有碳氧化率") {
		t.Errorf("why %v", why)
	}
	if why := answers[1].Why.EN; !strings.Contains(why, "(none in local)") {
		t.Errorf("why of the oxidation rate %q", why)
	}
	if len(answers[0].Passed) != 1 || len(answers[1].Passed) != 0 {
		t.Fatalf("passed %v and %v", answers[0].Passed, answers[1].Passed)
	}
	problems := PassedOver(answers[0])
	if len(problems) != 1 || problems[0].Code != "local-factor-passed-over" || problems[0].Severity != inventory.Warning || problems[0].Source.String() != "factors/local.csv:2:8" {
		t.Fatalf("%v", problems)
	}
	for lang, part := range map[string]string{"zh": "本区没有碳氧化率", "en": "it must come from one set with oxidation rate, which the district does not state; 26.1 t C/TJ of CN-PROV-2011 is used"} {
		if text := problems[0].Format(lang); !strings.Contains(text, part) {
			t.Errorf("%q is not in\n%s", part, text)
		}
	}
	answers, err = tableOf(t, localHeader+own+",1.A,烟煤,,,oxidation_rate,C,0.95,fraction,,,,,,,lab 3,\n").FindTogether(queries())
	if err != nil || answers[0].Set != LocalSet || answers[1].Set != LocalSet || answers[0].Passed != nil {
		t.Errorf("with both: %v %v", answers, err)
	}
}
