package report

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"ghg/inventory"
)

// Reviewed is what the review in a seal says of a year.
type Reviewed struct {
	Year    int
	State   string // draft, submitted, reviewed or approved; broken where its steps cannot be relied on; "" where nothing was signed
	Version int
	Steps   []ReviewStep // of the version, those that count
	Other   bool         // the figures that came to the state are not those sealed
	Before  []int64      // records of the log that are former final seals of the year
}

// ReviewStep is a signed step.
type ReviewStep struct {
	State   string `json:"state"`
	Name    string `json:"name"`
	Role    string `json:"role"`
	Date    string `json:"date"`
	Key     string `json:"key"`
	Trusted bool   `json:"trusted"` // the verifier's own list has the key for this person and role
}

// ReviewBroken is the state of a year of whose steps one cannot be relied on.
const ReviewBroken = "broken"

// approved is the state of figures that somebody approved.
const approved = "approved"

// Approved tells whether the sealed figures are those that were approved.
func (r Reviewed) Approved() bool { return r.State == approved && !r.Other }

var reviewTitles = map[string]inventory.Text{
	"draft": {ZH: "开启新版", EN: "opened"}, "submitted": {ZH: "提交", EN: "submitted"}, "reviewed": {ZH: "审核", EN: "reviewed"}, approved: {ZH: "批准", EN: "approved"},
}

// Text says who brought the figures how far; known tells whether the verifier has keys of his own.
func (r Reviewed) Text(draft, known bool) inventory.Text {
	state := inventory.Text{ZH: "定稿", EN: "final"}
	if draft {
		state = inventory.Text{ZH: "草稿", EN: "draft"}
	}
	var out inventory.Text
	switch {
	case r.State == ReviewBroken:
		out = inventory.Text{ZH: state.ZH + "；审核步骤不可信，看不出是否批准", EN: state.EN + "; the steps of its review cannot be relied on: whether it was approved cannot be told"}
	case len(r.Steps) == 0:
		out = inventory.Text{ZH: state.ZH + "，未经审核", EN: state.EN + ", not reviewed"}
	default:
		last := r.Steps[len(r.Steps)-1]
		title := reviewTitles[r.State]
		out = inventory.Text{ZH: fmt.Sprintf("由 %s 于 %s %s（第 %d 版%s）", last.Name, last.Date, title.ZH, r.Version, r.before("zh")), EN: fmt.Sprintf("%s by %s on %s (version %d%s)", title.EN, last.Name, last.Date, r.Version, r.before("en"))}
		if r.State != approved {
			out = inventory.Text{ZH: state.ZH + "，未批准：" + out.ZH, EN: state.EN + ", not approved: " + out.EN}
		}
		if r.Other {
			out = inventory.Text{ZH: "不是封存的这组数：" + out.ZH, EN: "NOT the figures that are sealed: " + out.EN}
		}
	}
	if strange := r.strangers(); known && len(strange) > 0 {
		out.ZH += "；核验者不认得的密钥：" + strings.Join(strange, "、")
		out.EN += "; by keys that the verifier does not know: " + strings.Join(strange, ", ")
	}
	if len(r.Before) > 0 {
		numbers := make([]string, len(r.Before))
		for i, n := range r.Before {
			numbers[i] = strconv.FormatInt(n, 10)
		}
		out.ZH += "；此前已有定稿封存：日志第 " + strings.Join(numbers, "、") + " 条"
		out.EN += "; sealed as final before: record " + strings.Join(numbers, ", ") + " of the log"
	}
	return out
}

// before tells who took the steps before the last.
func (r Reviewed) before(lang string) (out string) {
	for _, s := range r.Steps[:len(r.Steps)-1] {
		if lang == "zh" {
			out += "；" + s.Name + " " + reviewTitles[s.State].ZH
		} else {
			out += "; " + reviewTitles[s.State].EN + " by " + s.Name
		}
	}
	return out
}

// strangers are those whose keys the verifier does not have.
func (r Reviewed) strangers() (out []string) {
	for _, s := range r.Steps {
		if !s.Trusted && !slices.Contains(out, s.Name) {
			out = append(out, s.Name)
		}
	}
	return out
}

// reviews prints what the review in the seal says; years of which it says the same stand together.
func reviews(w io.Writer, v *Verdict, lang string) {
	var texts []string
	years := map[string][]int{}
	for _, r := range v.Review {
		text := r.Text(v.Draft, v.Known).In(lang)
		if years[text] == nil {
			texts = append(texts, text)
		}
		years[text] = append(years[text], r.Year)
	}
	for _, text := range texts {
		fmt.Fprintf(w, "  %s%s%s\n", calendar(years[text]), inventory.Text{ZH: " 年：", EN: ": "}.In(lang), inventory.Printable(text))
	}
}

type reviewJSON struct {
	Year     int          `json:"year"`
	State    string       `json:"state"`
	Version  int          `json:"version,omitempty"`
	Approved bool         `json:"approved"`
	Other    bool         `json:"other_figures,omitempty"`
	Steps    []ReviewStep `json:"steps"`
	Before   []int64      `json:"sealed_before,omitempty"`
	Text     bilingual    `json:"text"`
}

// reviewsJSON is the same for machines.
func reviewsJSON(v *Verdict) (out []reviewJSON) {
	for _, r := range v.Review {
		state, text := r.State, r.Text(v.Draft, v.Known)
		if state == "" {
			state = "not reviewed"
		}
		out = append(out, reviewJSON{r.Year, state, r.Version, r.Approved(), r.Other, append([]ReviewStep{}, r.Steps...), r.Before, bilingual{text.ZH, text.EN}})
	}
	return out
}
