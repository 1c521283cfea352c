package review

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// Step is one signed step of a year's figures. Its text is what is signed.
type Step struct {
	Region     string // code of the district
	RegionName string
	Year       int
	Number     int // of the year's steps, from 1
	Version    int // from 1; a step to Draft opens the next
	State      State
	Figures    string          // hex SHA-256 of the year's figures, see Figures.Digest; of a step to Draft those of the version it leaves
	Total      string          // CO2e of the territorial total with its set, as people know the figures: "12345.6 t CO2e AR5", or "none"
	NoLand     string          // likewise of total_without_land
	Findings   int             // rows about the year in review/findings.csv when it was taken
	Record     string          // hex SHA-256 of those rows
	Seals      int64           // records in seals/log.txt when it was taken
	Listed     []workspace.Key // [[keys]] of inventory.toml when it was taken, by their public halves; without revocations
	Tree       string          // root of their Merkle tree, base64
	Before     string          // hex SHA-256 of the file of the step before; "" for the first
	By         string
	Role       string
	Date       string // ISO
	Reason     string // of a step to Draft

	File string // path in the workspace
	Hash string // hex SHA-256 of the file
	Key  string // the public key that signed it, base64
	Void string // the date on which the key was revoked, or "-" if it rests on a step that counts for nothing; "" if it counts
}

const stepHead = "ghg-inventory review v1"

// MaxText is the number of characters that a text of a finding or a reason may have.
const MaxText = 4000

// FileName is the name of the step's file in review/.
func (s *Step) FileName() string { return fmt.Sprintf("%d-%02d-%s.note", s.Year, s.Number, s.State) }

// Text is what is signed: one fact a line.
func (s *Step) Text() string {
	before := "none"
	if s.Before != "" {
		before = "sha256:" + s.Before
	}
	lines := []string{stepHead, strings.TrimSpace("region " + s.Region + " " + s.RegionName), "year " + strconv.Itoa(s.Year), "step " + strconv.Itoa(s.Number),
		"version " + strconv.Itoa(s.Version), "state " + s.State.String(), "figures sha256:" + s.Figures, "total " + s.Total, "total_without_land " + s.NoLand,
		"keys " + strconv.Itoa(len(s.Listed))}
	for _, key := range s.Listed {
		lines = append(lines, "key "+key.Role+" "+key.Verifier+" "+key.Name)
	}
	lines = append(lines, "findings "+strconv.Itoa(s.Findings)+" sha256:"+s.Record, "seals "+strconv.FormatInt(s.Seals, 10)+" "+s.Tree,
		"before "+before, "by "+s.By, "role "+s.Role, "date "+s.Date)
	if s.State == Draft {
		lines = append(lines, "reason "+s.Reason)
	}
	return strings.Join(lines, "\n") + "\n"
}

var (
	hexSum    = regexp.MustCompile(`^[0-9a-f]{64}$`)
	totalText = regexp.MustCompile(`^(none|-?[0-9]+(\.[0-9]+)? t CO2e [A-Z0-9]+)$`)
	treeRoot  = regexp.MustCompile(`^[A-Za-z0-9+/]{43}=$`)
)

// stepReader takes the lines of a step one by one; the first that is not as it must be is kept.
type stepReader struct {
	lines []string
	at    int // lines taken
	bad   int // the line at fault, from 1; 0 for none
}

// take is what the next line says after the word.
func (r *stepReader) take(word string) string {
	r.at++
	if r.at > len(r.lines) {
		r.fail()
		return ""
	}
	after, ok := strings.CutPrefix(r.lines[r.at-1], word+" ")
	if !ok {
		r.fail()
	}
	return after
}

func (r *stepReader) fail() {
	if r.bad == 0 {
		r.bad = r.at
	}
}

// number is a whole number, at least least.
func (r *stepReader) number(text string, least int64) int64 {
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < least || strconv.FormatInt(n, 10) != text {
		r.fail()
	}
	return n
}

// like is the text if it has the form.
func (r *stepReader) like(text string, form *regexp.Regexp) string {
	if !form.MatchString(text) {
		r.fail()
	}
	return text
}

// words is a name or a reason.
func (r *stepReader) words(text string) string {
	if text == "" || strings.TrimSpace(text) != text || table.Hidden(text) || strings.ContainsAny(text, "\t") {
		r.fail()
	}
	return text
}

// key is one of the listed keys.
func (r *stepReader) key(text string) workspace.Key {
	role, rest, _ := strings.Cut(text, " ")
	verifier, name, _ := strings.Cut(rest, " ")
	if roleTitles[role] == (inventory.Text{}) || verifier == "" {
		r.fail()
	}
	return workspace.Key{Name: r.words(name), Role: role, Verifier: verifier}
}

// parseStep reads the text of a step; the number is that of the first line that is not as it must be, 0 if all are.
func parseStep(text string) (*Step, int) {
	r := &stepReader{lines: strings.Split(strings.TrimSuffix(text, "\n"), "\n"), at: 1}
	if r.lines[0] != stepHead {
		return nil, 1
	}
	s := &Step{}
	s.Region, s.RegionName, _ = strings.Cut(r.words(r.take("region")), " ")
	s.Year, s.Number, s.Version = int(r.number(r.take("year"), 1)), int(r.number(r.take("step"), 1)), int(r.number(r.take("version"), 1))
	var known bool
	if s.State, known = stateOf(r.take("state")); !known {
		r.fail()
	}
	sum := func(text string) string { return r.like(strings.TrimPrefix(text, "sha256:"), hexSum) }
	s.Figures, s.Total, s.NoLand = sum(r.take("figures")), r.like(r.take("total"), totalText), r.like(r.take("total_without_land"), totalText)
	for range r.number(r.take("keys"), 0) {
		if s.Listed = append(s.Listed, r.key(r.take("key"))); r.bad > 0 {
			return nil, r.bad
		}
	}
	count, record, _ := strings.Cut(r.take("findings"), " ")
	s.Findings, s.Record = int(r.number(count, 0)), sum(record)
	size, root, _ := strings.Cut(r.take("seals"), " ")
	s.Seals, s.Tree = r.number(size, 0), r.like(root, treeRoot)
	if before := r.take("before"); before != "none" {
		s.Before = sum(before)
	}
	s.By, s.Role, s.Date = r.words(r.take("by")), r.take("role"), r.take("date")
	if _, err := time.Parse(time.DateOnly, s.Date); err != nil || roleTitles[s.Role] == (inventory.Text{}) {
		r.fail()
	}
	if s.State == Draft {
		s.Reason = r.words(r.take("reason"))
	}
	if r.at < len(r.lines) {
		r.at++
		r.fail()
	}
	if r.bad == 0 && s.Text() != text {
		r.bad = len(r.lines)
	}
	return s, r.bad
}
