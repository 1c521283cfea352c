package report

import (
	"strconv"
	"strings"

	"ghg/inventory"
	"ghg/inventory/recalc"
)

// The kinds of cause of a difference.
const (
	CauseInput   = "input"   // a file that the results were not computed from
	CauseTable   = "table"   // a factor or a table that they were not computed with
	CauseProgram = "program" // a named change of a method since the version that computed them
	CauseUnnamed = "unnamed" // another version computed them, and no named change is of the figure
	CauseReview  = "review"  // what is called final was not approved
	CauseRecipe  = "recipe"  // the manifest states another inventory than the results are of
	CauseUnread  = "unread"  // a file among the inputs that no computation reads
	CauseAltered = "altered" // none of these: the result itself was changed
)

// Cause is why a figure of a seal and the recomputed one differ.
type Cause struct {
	Kind  string
	Of    string         // the file with its cell, the key of the factor or the table
	Words inventory.Text // for people
}

// Difference is a cell, a row or a file of the results of a seal that is not what comes out when they are computed anew. Row names the row
// by what it is of, Line is where it stands in the sealed file, in the recomputed one where only that has it; Column is empty where the
// whole row or file differs.
type Difference struct {
	Part, Row          string
	Line               int
	Column             string
	Sealed, Recomputed string
	Cause              Cause
}

// Signature is a person's signature of a seal, and whether the verifier's own list of keys has the key.
type Signature struct {
	Name, Role, Key, Fingerprint string
	Trusted                      bool
	OwnWord                      bool // the verifier has the key alone: name and role are the seal's own word
}

// Verdict is what came of verifying a seal.
type Verdict struct {
	File             string
	Hash             string // SHA-256 of the manifest
	Region, District string // code and name
	Years            []int
	Draft            bool
	Attachments      int                // files that go along and are not verified
	Refused          inventory.Problems // why it is not authentic, with what else was met; no error: it is
	Signatures       []Signature
	Vouched          inventory.Text // whose word the keys are
	Unsigned         []Signature    // of a final seal: people who might have signed it, by the verifier's list of people or else the seal's own, and did not
	Known            bool           // the verifier has keys of his own
	Review           []Reviewed     // by year, of an authentic seal
	Sealed, Own      int            // versions of the engine
	Tables           inventory.Text // with which tables it was recomputed
	Moved            *Recalculation // what tables of no release move: from the program's own to those of the seal; nil where there are none
	Failed           inventory.Problems
	Differences      []Difference
	Aside            []Difference   // words, and what a newer version tells beside: no part of the verdict
	Bridge           *recalc.Bridge // from the sealed figures to those that come out, where another version computed the seal; nil else
}

// Authentic tells whether the seal is what was sealed and signed.
func (v *Verdict) Authentic() bool { return !v.Refused.Failed() }

// Identical tells whether everything that counts came out again.
func (v *Verdict) Identical() bool {
	return v.Authentic() && len(v.Differences) == 0 && !v.Failed.Failed()
}

// Explained tells whether every difference has a named cause outside the seal: a change of a method since.
func (v *Verdict) Explained() bool {
	for _, d := range v.Differences {
		if d.Cause.Kind != CauseProgram {
			return false
		}
	}
	return len(v.Differences) > 0 && !v.Failed.Failed()
}

// Word is the verdict for machines.
func (v *Verdict) Word() string {
	switch {
	case !v.Authentic():
		return "not authentic"
	case !v.Identical():
		return "differs"
	case len(v.Signatures) == 0:
		return "unsigned, identical"
	}
	return "identical"
}

// DifferenceRecords is every difference, those of the verdict first.
func DifferenceRecords(v *Verdict) Records {
	out := Records{Columns: []string{"file", "counts", "part", "row", "line", "column", "sealed", "recomputed", "cause", "of", "cause_zh", "cause_en"}}
	add := func(counts string, list []Difference) {
		for _, d := range list {
			line := ""
			if d.Line > 0 {
				line = strconv.Itoa(d.Line)
			}
			out.Rows = append(out.Rows, []string{v.File, counts, d.Part, d.Row, line, d.Column, d.Sealed, d.Recomputed, d.Cause.Kind, d.Cause.Of, d.Cause.Words.ZH, d.Cause.Words.EN})
		}
	}
	add("Y", v.Differences)
	add("N", v.Aside)
	return out
}

type verdictJSON struct {
	File        string          `json:"file"`
	Verdict     string          `json:"verdict"`
	Authentic   bool            `json:"authentic"`
	Identical   bool            `json:"identical"`
	Explained   bool            `json:"explained,omitempty"`
	Manifest    string          `json:"manifest_sha256,omitempty"`
	Region      region          `json:"region"`
	Years       []int           `json:"years"`
	Draft       bool            `json:"draft,omitempty"`
	Attachments int             `json:"attachments,omitempty"`
	Engine      int             `json:"engine_sealed,omitempty"`
	Own         int             `json:"engine"`
	Tables      bilingual       `json:"tables"`
	Moved       []object        `json:"tables_moved,omitempty"`
	Signatures  []signatureJSON `json:"signatures"`
	Unsigned    []signatureJSON `json:"not_signed_by,omitempty"`
	Vouched     bilingual       `json:"keys"`
	Review      []reviewJSON    `json:"review,omitempty"`
	Problems    []object        `json:"problems,omitempty"`
	Differences []object        `json:"differences"`
	Bridge      []object        `json:"bridge,omitempty"`
}

type signatureJSON struct {
	Name        string `json:"name"`
	Role        string `json:"role"`
	Key         string `json:"key"`
	Fingerprint string `json:"fingerprint"`
	Trusted     bool   `json:"trusted"`
	OwnWord     bool   `json:"name_and_role_by_seal_alone,omitempty"`
}

// VerdictJSON is the verdicts with all their differences, the first difference first.
func VerdictJSON(verdicts []*Verdict) ([]byte, error) {
	out := make([]verdictJSON, 0, len(verdicts))
	for _, v := range verdicts {
		one := verdictJSON{File: v.File, Verdict: v.Word(), Authentic: v.Authentic(), Identical: v.Identical(), Explained: v.Explained(), Manifest: v.Hash, Region: region{v.Region, v.District},
			Years: v.Years, Draft: v.Draft, Attachments: v.Attachments, Engine: v.Sealed, Own: v.Own, Tables: bilingual{v.Tables.ZH, v.Tables.EN}, Vouched: bilingual{v.Vouched.ZH, v.Vouched.EN}, Signatures: []signatureJSON{}}
		for _, s := range v.Signatures {
			one.Signatures = append(one.Signatures, signatureJSON(s))
		}
		for _, s := range v.Unsigned {
			one.Unsigned = append(one.Unsigned, signatureJSON(s))
		}
		one.Review = reviewsJSON(v)
		one.Problems = ProblemRecords(append(v.Refused[:len(v.Refused):len(v.Refused)], v.Failed...)).objects()
		one.Differences = DifferenceRecords(v).objects()
		one.Moved = movedRecords(v).objects()
		one.Bridge = programRecords(v.Bridge).objects()
		out = append(out, one)
	}
	return encode(out)
}

// place is where a difference is, for people.
func (d Difference) place() string {
	out := d.Part
	if d.Line > 0 {
		out += ":" + strconv.Itoa(d.Line)
	}
	if d.Row != "" {
		out += " " + strings.TrimSpace(d.Row)
	}
	if d.Column != "" {
		out += " · " + d.Column
	}
	return inventory.Printable(out)
}
