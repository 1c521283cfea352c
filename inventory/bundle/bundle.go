// Package bundle is the form of a seal: one file that holds everything an inventory was made of and everything that came of it, so that
// anybody can replay it; who signed it; and the log of all seals, which cannot be rewritten unnoticed.
//
// A seal is a zip archive with one spelling only (Pack): what does not pack to the same bytes again is none (Unpack). Its manifest lists
// the SHA-256 of every part; its statement, a short text, names the hash of the manifest and the head of the log, and is what people sign.
//
// Statement and signatures are a note of golang.org/x/mod/sumdb/note: plain text that is read by eye, a blank line, one line a signature.
// It was taken because several people sign one text, at any time and in any order, without touching what the others signed; because each
// signature names its key, so that one of an unknown key is told from a false one; because it has Ed25519 and no choice of
// algorithms to attack; and because it has served Go's checksum database since 2019 and is the note of the C2SP specifications
// (c2sp.org/signed-note), for which there are readers in other languages. OpenPGP and CMS offer none of these.
//
// The log is the Merkle tree of RFC 6962 §2.1 by golang.org/x/mod/sumdb/tlog, one line of text a record.
package bundle

import (
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"

	"ghg/inventory"
)

// The paths of the parts that are no files of the inventory, and the folders of the others.
const (
	ManifestPath = "manifest.json"
	NotePath     = "seal.note"
	LogPath      = "log.txt"

	Inputs      = "inputs/"      // files of the workspace as they were read
	Tables      = "tables/"      // shipped tables, by their paths in the program
	Results     = "results/"     // files of out/
	Attachments = "attachments/" // workbooks and reports: hashed, but no part of what is recomputed
)

// Part is one file of a seal.
type Part struct {
	Path    string // with slashes
	Content []byte
}

// Find returns the content of the part of the path.
func Find(parts []Part, path string) (content []byte, ok bool) {
	for _, p := range parts {
		if p.Path == path {
			return p.Content, true
		}
	}
	return nil, false
}

// Fault is what is wrong with a text that is read or with a proof, in both languages, with a word by which programs know it.
type Fault struct {
	Code          string
	Message, Hint inventory.Text
}

// Error says it in both languages.
func (f *Fault) Error() string { return f.Message.ZH + " · " + f.Message.EN }

// Problem is the fault at its place.
func (f *Fault) Problem(at inventory.Source) inventory.Problem {
	return refusal(at, f.Code, f.Message, f.Hint)
}

func refusal(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}

// say is a sentence in both languages. Both forms take the same arguments.
func say(zh, en string, args ...any) inventory.Text {
	return inventory.Text{ZH: fmt.Sprintf(zh, args...), EN: fmt.Sprintf(en, args...)}
}

// The hints that most faults of a seal share: nothing in it is mended by hand.
var (
	retrieve = inventory.Text{ZH: "向交出文件的人要一份原件", EN: "ask whoever handed the file over for the original"}
	newer    = inventory.Text{ZH: "用更新的程序打开", EN: "open it with a newer program"}
)

// state is the word for a draft and for what is final.
func state(draft bool) string {
	if draft {
		return "draft"
	}
	return "final"
}

// joined are whole numbers with a separator between them.
func joined(numbers []int, separator string) string {
	words := make([]string, len(numbers))
	for i, n := range numbers {
		words[i] = strconv.Itoa(n)
	}
	return strings.Join(words, separator)
}

// isHash tells whether a text is a SHA-256 in lower-case hexadecimal digits.
func isHash(s string) bool {
	return len(s) == 2*sha256.Size && strings.Trim(s, "0123456789abcdef") == ""
}
