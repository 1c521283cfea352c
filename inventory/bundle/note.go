package bundle

import (
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/table"
	"ghg/inventory/workspace"
)

// maxSignatures bounds the signatures of a note; package note reads no more.
const maxSignatures = 100

// ErrSigned says that the key has signed the note already.
var ErrSigned = errors.New("the key has signed already")

// ErrNote says that a text cannot be signed, or that a file is no signed text.
var ErrNote = errors.New("not a signed text")

// SignNote returns the text, which ends in a line end, with the signatures of the signers: a blank line, then a line each. Without signers the
// blank line is the last: an unsigned text. Text that ends in a blank line cannot be told from its end and is refused, as are control
// characters. Signatures of Ed25519 are deterministic: the same text and keys give the same bytes.
func SignNote(text string, signers ...note.Signer) ([]byte, error) {
	if !isNoteText(text) {
		return nil, fmt.Errorf("%w: the text must end in one line end and hold no control characters", ErrNote)
	}
	out := []byte(text + "\n")
	for _, signer := range signers {
		var err error
		if out, err = AddSignature(out, signer); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// AddSignature returns the note with one more signature; those that stand in it stay as they are. The error wraps ErrSigned where the
// key has signed already, and ErrNote where the content is no note.
func AddSignature(content []byte, signer note.Signer) ([]byte, error) {
	text, lines, ok := splitNote(string(content))
	if !ok || slices.ContainsFunc(lines, func(line string) bool { return keyOf(line) == "" }) {
		return nil, ErrNote
	}
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	if err != nil {
		return nil, err
	}
	line := string(signed[len(text)+1:])
	if slices.ContainsFunc(lines, func(there string) bool { return keyOf(there) == keyOf(line) }) {
		return nil, fmt.Errorf("%s: %w", signer.Name(), ErrSigned)
	}
	if len(lines) >= maxSignatures {
		return nil, fmt.Errorf("%w: it has %d signatures already", ErrNote, len(lines))
	}
	return append(slices.Clone(content), line...), nil
}

// isNoteText tells whether a text can be signed: UTF-8 lines without control characters, the last one ended and not empty.
func isNoteText(text string) bool {
	return strings.HasSuffix(text, "\n") && !strings.HasSuffix(text, "\n\n") && text != "\n" &&
		!table.Hidden(text) && !strings.ContainsAny(text, "\t\ufffd")
}

// splitNote parts a note into its text and the lines of its signatures, with their line ends.
func splitNote(content string) (text string, lines []string, ok bool) {
	end := strings.LastIndex(content, "\n\n")
	if end < 0 || !strings.HasSuffix(content, "\n") {
		return "", nil, false
	}
	text = content[:end+1]
	for line := range strings.Lines(content[end+2:]) {
		lines = append(lines, line)
	}
	return text, lines, isNoteText(text) && len(lines) <= maxSignatures
}

// keyOf is the name and the hash of the key of a signature's line, "" of a line that is none. The hash is the first four bytes.
func keyOf(line string) string {
	name, encoded, _ := strings.Cut(strings.TrimPrefix(strings.TrimSuffix(line, "\n"), "— "), " ")
	raw, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if err != nil || len(raw) < 5 || !workspace.IsKeyName(name) || fmt.Sprintf("— %s %s\n", name, base64.StdEncoding.EncodeToString(raw)) != line {
		return ""
	}
	return fmt.Sprintf("%s+%08x", name, raw[:4])
}

// ReadNote returns the text of a note and the keys, of those given, whose signatures hold, in the order of the signatures. What is wrong
// is told by line of the file: a signature that does not fit the text (note-bad-signature), one of a key that is not listed
// (note-unknown-key), a second one of a key (note-signed-twice), a line that is no signature (note-bad-line), a file that is no note
// (not-a-note; the text is then empty). A signature of a revoked key counts for nothing, whenever it was made, for no signature tells its day:
// a WARNING (note-revoked-key). An unsigned note is none of these: it has no signed keys.
func ReadNote(file string, content []byte, keys []workspace.Key) (text string, signed []workspace.Key, problems inventory.Problems) {
	text, lines, ok := splitNote(string(content))
	if !ok {
		problems.Add(refusal(inventory.Source{File: file}, "not-a-note",
			inventory.Text{ZH: "不是签名文件：应是文字、一个空行、每行一个签名", EN: "is no signed text: that is text, a blank line, and a line a signature"}, retrieve))
		return "", nil, problems
	}
	first := strings.Count(text, "\n") + 2
	var met []string
	for i, line := range lines {
		at := inventory.Source{File: file, Row: first + i}
		id := keyOf(line)
		key, known := keyNamed(keys, id)
		switch {
		case id == "":
			problems.Add(refusal(at, "note-bad-line", inventory.Text{ZH: "这一行不是签名", EN: "the line is no signature"}, retrieve))
		case slices.Contains(met, id):
			problems.Add(refusal(at, "note-signed-twice", inventory.Text{ZH: "“" + id + "”签了两次", EN: `"` + id + `" has signed twice`},
				inventory.Text{ZH: "删去重复的一行", EN: "remove the second line"}))
		case !known:
			problems.Add(refusal(at, "note-unknown-key", inventory.Text{ZH: "签名的密钥“" + id + "”没有列在 inventory.toml 的 [[keys]] 中", EN: `the key "` + id + `" that signed is not listed under [[keys]] of inventory.toml`},
				inventory.Text{ZH: "核实是谁签的；该他签，就在 [[keys]] 写上他的公钥", EN: "find out whose it is; if that person may sign, list the public key under [[keys]]"}))
		case !holds(text, line, key):
			problems.Add(refusal(at, "note-bad-signature", inventory.Text{ZH: "“" + key.Name + "”（" + id + "）的签名与文字不符：文字或签名被改过", EN: `the signature of "` + key.Name + `" (` + id + `) does not fit the text: one of them was changed`}, retrieve))
		case key.Revoked != "":
			p := refusal(at, "note-revoked-key", inventory.Text{ZH: "“" + key.Name + "”的密钥 " + id + " 已于 " + key.Revoked + " 作废，签名不算", EN: `the key ` + id + ` of "` + key.Name + `" was revoked on ` + key.Revoked + `: the signature counts for nothing`},
				inventory.Text{ZH: "请本人用新密钥重签", EN: "have the person sign again with a new key"})
			p.Severity = inventory.Warning
			problems.Add(p)
		default:
			signed = append(signed, key)
		}
		met = append(met, id)
	}
	return text, signed, problems
}

// keyNamed finds a key by the name and the hash that its signatures state.
func keyNamed(keys []workspace.Key, id string) (workspace.Key, bool) {
	for _, key := range keys {
		if strings.HasPrefix(key.Verifier, id+"+") && id != "" {
			return key, true
		}
	}
	return workspace.Key{}, false
}

// holds tells whether the line is a signature of the text by the key.
func holds(text, line string, key workspace.Key) bool {
	verifier, err := workspace.VerifierOf(key.Verifier)
	if err != nil {
		return false
	}
	opened, err := note.Open([]byte(text+"\n"+line), note.VerifierList(verifier))
	return err == nil && len(opened.Sigs) == 1 && len(opened.UnverifiedSigs) == 0
}
