package bundle

import (
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/tlog"
)

func aLog(n int) *Log {
	l := &Log{}
	for i := range n {
		l.Add(Record{"500151", []int{2010 + i, 2020 + i}, i%2 == 1, fmt.Sprintf("%064x", i*i+7)})
	}
	return l
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The leaves, roots and proofs by which the implementations of RFC 6962 are tested (github.com/transparency-dev/merkle, testonly).
func TestTreeIsThatOfRFC6962(t *testing.T) {
	var leaves [][]byte
	for _, leaf := range []string{"", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"} {
		leaves = append(leaves, unhex(t, leaf))
	}
	roots := []string{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
		"6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
		"aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
		"4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
		"ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"}
	for n, want := range roots {
		root, err := tlog.TreeHash(int64(n), treeOf(leaves[:n]))
		if got := hex.EncodeToString(root[:]); err != nil || got != want {
			t.Errorf("root of %d leaves: %s (%v), want %s", n, got, err, want)
		}
	}
	const a, b = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e", "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
	inclusion, err := tlog.ProveRecord(8, 5, treeOf(leaves))
	if want := []string{"bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}; err != nil || !slices.Equal(inHex(inclusion), want) {
		t.Errorf("proof of leaf 5 of 8: %v (%v)", inHex(inclusion), err)
	}
	consistency, err := tlog.ProveTree(8, 2, treeOf(leaves))
	if err != nil || !slices.Equal(inHex(consistency), []string{a, b}) {
		t.Errorf("proof of 2 in 8: %v (%v)", inHex(consistency), err)
	}
	consistency, err = tlog.ProveTree(8, 6, treeOf(leaves))
	if want := []string{"0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
		"d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"}; err != nil || !slices.Equal(inHex(consistency), want) {
		t.Errorf("proof of 6 in 8: %v (%v)", inHex(consistency), err)
	}
}

func inHex(hashes []tlog.Hash) (out []string) {
	for _, h := range hashes {
		out = append(out, hex.EncodeToString(h[:]))
	}
	return out
}

func faultOf(err error) string {
	var fault *Fault
	if errors.As(err, &fault) {
		return fault.Code
	}
	return fmt.Sprint(err)
}

// A log of any length includes its records and extends all that it was; whatever is changed, taken away or put between, in any record,
// contradicts every head from that record on and none before.
func TestLogProofs(t *testing.T) {
	const n = 20
	l := aLog(n)
	random := rand.New(rand.NewPCG(1, 2))
	for size := int64(1); size <= n; size++ {
		h := l.Head(size)
		if h != l.Prefix(size).Head(size) {
			t.Fatalf("the head of %d records depends on later ones", size)
		}
		if err := l.Extends(h); err != nil {
			t.Errorf("%d: %v", size, err)
		}
		for i := range size {
			if err := l.Includes(i, h); err != nil {
				t.Errorf("%d in %d: %v", i, size, err)
			}
		}
		if got := faultOf(l.Includes(size, h)); got != "not-in-log" {
			t.Errorf("record %d in %d: %s", size, size, got)
		}
		changed := &Log{slices.Clone(l.Records)}
		at := random.Int64N(n)
		switch random.IntN(3) {
		case 0:
			changed.Records[at].Draft = !changed.Records[at].Draft
		case 1:
			changed.Records[at].Region = "500152"
		case 2:
			changed.Records = slices.Insert(changed.Records, int(at), l.Records[(at+1)%n])
		}
		if got, want := faultOf(changed.Extends(h)), map[bool]string{true: "log-rewritten", false: "<nil>"}[at < size]; got != want {
			t.Errorf("record %d changed, head of %d: %s, want %s", at, size, got, want)
		}
		if at < size && faultOf(changed.Includes(at, h)) != "not-in-log" {
			t.Errorf("record %d changed, and is in the log of %d", at, size)
		}
	}
	if got := faultOf(l.Prefix(4).Extends(l.Head(5))); got != "log-shorter" {
		t.Errorf("a record removed: %s", got)
	}
	if err := l.Extends((&Log{}).Head(0)); err != nil {
		t.Errorf("every log extends the empty one: %v", err)
	}
	if got := faultOf(l.Extends(Head{Size: 0, Root: l.Head(1).Root})); got != "log-rewritten" {
		t.Errorf("an empty log of another root: %s", got)
	}
	if i, ok := l.Find(l.Records[7].Manifest); !ok || i != 7 {
		t.Errorf("found at %d, %t", i, ok)
	}
	if _, ok := l.Find("none"); ok {
		t.Error("found what is not there")
	}
}

func TestParseLog(t *testing.T) {
	l := aLog(3)
	text := string(l.Encode())
	if want := "0 500151 2010,2020 final sha256:" + strings.Repeat("0", 63) + "7\n"; !strings.HasPrefix(text, want) {
		t.Errorf("%q does not begin with %q", text, want)
	}
	for _, sound := range []string{"", text} {
		if got, problems := ParseLog(LogPath, []byte(sound)); len(problems) > 0 || string(got.Encode()) != sound {
			t.Errorf("%q: %v", sound, problems)
		}
	}
	for change, row := range map[[2]string]int{
		{"0 500151", "1 500151"}: 1, {"0 500151", "00 500151"}: 1, {"2010,2020", "2020,2010"}: 1, {"2010,2020", "2010, 2020"}: 1, {"2010,2020", "02010,2020"}: 1,
		{"1 500151", "1 50015x"}: 2, {"draft", "Draft"}: 2, {"draft", "draft "}: 2, {"2 500151", "\n2 500151"}: 3, {"2012,2022 final sha256:", "2012,2022 final sha512:"}: 3,
		{"\n2 ", "\r\n2 "}: 2, {"7\n", "7"}: 1, {"0000b\n", "0000b"}: 3, {"0000b\n", "0000B\n"}: 3, {"0000b\n", "000b\n"}: 3,
	} {
		got, problems := ParseLog(LogPath, []byte(strings.Replace(text, change[0], change[1], 1)))
		if got != nil || codes(problems) != "bad-log" || problems[0].Source.Row != row {
			t.Errorf("%q: %v", change, problems)
		}
	}
}
