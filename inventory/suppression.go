package inventory

// Suppression is one row of records/suppressions.csv: a breach of a rule that a person has looked into and answers for.
// Rule is the rule's id as written. Year and category are those of the breach; file, facility and item, where stated,
// narrow it down.
type Suppression struct {
	Rule     string
	Year     int
	Category *Category // nil: breaches that are of no category
	File     string
	Facility string
	Item     string
	Signed
}

// Covers tells whether the suppression speaks of the breach. Of the rule it goes by the id that the breach carries.
func (s *Suppression) Covers(rule string, p Problem) bool {
	category := ""
	if s.Category != nil {
		category = s.Category.Code
	}
	return rule == p.Rule && s.Year == p.Year && category == p.Category && (s.File == "" || s.File == p.Source.File) &&
		(s.Facility == "" || s.Facility == p.Facility) && (s.Item == "" || s.Item == p.Item)
}

// Suppressed is what a suppression made of a breach: who answers for it, and how grave and what it was.
type Suppressed struct {
	By       *Suppression
	Severity Severity
	Message  Text
}

// Suppress is the breach as a remark that says who answers for it, when and why.
func (p Problem) Suppress(by *Suppression) Problem {
	p.Suppressed = &Suppressed{by, p.Severity, p.Message}
	p.Severity = Info
	p.Message = Text{
		ZH: "由 " + by.By + " 于 " + by.Date + " 抑制（" + by.Place.Cell("rule").String() + "）：" + by.Reason + "（原为 " + p.Suppressed.Severity.String() + "：" + p.Message.ZH + "）",
		EN: "suppressed by " + by.By + " on " + by.Date + " (" + by.Place.Cell("rule").String() + "): " + by.Reason + " (was " + p.Suppressed.Severity.String() + ": " + p.Message.EN + ")"}
	return p
}
