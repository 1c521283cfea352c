package bundle

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"

	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// Head is the state of a log: how many seals it holds, and the root of the tree over them (RFC 6962 §2.1).
type Head struct {
	Size int64
	Root tlog.Hash
}

// Statement is what the people who sign a seal say: which inventory it is, what it consists of, and what had been sealed before.
type Statement struct {
	Region, RegionName string
	Years              []int // ascending
	Draft              bool
	Manifest           string   // SHA-256 of the manifest, hexadecimal
	Tree               Head     // of the log with this seal as its last record
	Signers            []string // the keys that signed when it was sealed, so that a signature taken away is missed; none of an unsigned seal
}

// The first line of a statement. What another version begins like, but does not say, needs another program.
const (
	statementName  = "ghg-inventory seal "
	statementTitle = statementName + "v1"
)

// Text is the statement as it is signed, seven lines.
func (s Statement) Text() string {
	signers := workspace.NoSigner
	if len(s.Signers) > 0 {
		signers = strings.Join(s.Signers, " ")
	}
	return strings.Join([]string{
		statementTitle,
		"region " + s.Region + " " + s.RegionName,
		"years " + joined(s.Years, " "),
		"state " + state(s.Draft),
		"manifest sha256:" + s.Manifest,
		"tree " + strconv.FormatInt(s.Tree.Size, 10) + " " + s.Tree.Root.String(),
		"signers " + signers,
	}, "\n") + "\n"
}

// ParseStatement reads a statement. It takes exactly what Text writes; the error is a *Fault that names the line: newer-seal of one of a
// later version, bad-statement else.
func ParseStatement(text string) (Statement, error) {
	lines := strings.Split(text, "\n")
	if title := lines[0]; title != statementTitle {
		if strings.HasPrefix(title, statementName+"v") {
			version := table.Excerpt(strings.TrimPrefix(title, statementName))
			return Statement{}, &Fault{"newer-seal", say("封存文件的格式是 %s，本程序只认 v1", "the form of the seal is %s, this program knows v1", version), newer}
		}
		return Statement{}, badStatement(1, title)
	}
	if len(lines) != 8 || lines[7] != "" {
		return Statement{}, &Fault{"bad-statement", say("声明应有 7 行，这里有 %d 行", "a statement has 7 lines, this one has %d", len(lines)-1), retrieve}
	}
	var s Statement
	readers := []func(string) bool{s.readRegion, s.readYears, s.readState, s.readManifest, s.readTree, s.readSigners}
	for i, name := range []string{"region ", "years ", "state ", "manifest sha256:", "tree ", "signers "} {
		line := lines[i+1]
		if rest, ok := strings.CutPrefix(line, name); !ok || !readers[i](rest) {
			return Statement{}, badStatement(i+2, line)
		}
	}
	if wrote := strings.Split(s.Text(), "\n"); !slices.Equal(wrote, lines) {
		i := 0
		for wrote[i] == lines[i] {
			i++
		}
		return Statement{}, badStatement(i+1, lines[i])
	}
	return s, nil
}

func badStatement(line int, written string) error {
	return &Fault{"bad-statement", say("声明第 %[1]d 行不对：“%[2]s”", `line %[1]d of the statement is wrong: "%[2]s"`, line, table.Excerpt(written)), retrieve}
}

func (s *Statement) readRegion(text string) bool {
	s.Region, s.RegionName, _ = strings.Cut(text, " ")
	return isRegion(s.Region) && s.RegionName != "" && strings.TrimSpace(s.RegionName) == s.RegionName && !table.Hidden(s.RegionName)
}

func (s *Statement) readYears(text string) (ok bool) {
	s.Years, ok = yearsIn(text, " ")
	return ok
}

func (s *Statement) readState(text string) bool {
	s.Draft = text == state(true)
	return s.Draft || text == state(false)
}

func (s *Statement) readManifest(text string) bool {
	s.Manifest = text
	return isHash(text)
}

func (s *Statement) readTree(text string) bool {
	size, root, _ := strings.Cut(text, " ")
	n, err := strconv.ParseInt(size, 10, 64)
	if err != nil || n < 1 {
		return false
	}
	hash, err := tlog.ParseHash(root)
	s.Tree = Head{n, hash}
	return err == nil
}

func (s *Statement) readSigners(text string) bool {
	if text == workspace.NoSigner {
		return true
	}
	for name := range strings.SplitSeq(text, " ") {
		if !workspace.IsKeyName(name) || slices.Contains(s.Signers, name) {
			return false
		}
		s.Signers = append(s.Signers, name)
	}
	return true
}

// isRegion tells whether a text can be the code of a region: no more than that it is one word of digits.
func isRegion(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// lastYear is the last that is written with four digits.
const lastYear = 9999

// yearsIn reads years, ascending, none twice.
func yearsIn(text, separator string) (years []int, ok bool) {
	for word := range strings.SplitSeq(text, separator) {
		year, err := strconv.Atoi(word)
		if err != nil || year < 1 || year > lastYear || len(years) > 0 && year <= years[len(years)-1] {
			return nil, false
		}
		years = append(years, year)
	}
	return years, true
}
