package engine_test

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/fstest"

	"ghg/inventory/engine"
)

// copied are the shipped tables in memory.
func copied(t testing.TB) fstest.MapFS {
	t.Helper()
	names, err := engine.TableFiles(engine.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	out := fstest.MapFS{}
	for _, name := range names {
		content, err := fs.ReadFile(engine.Shipped(), name)
		if err != nil {
			t.Fatal(err)
		}
		out[name] = &fstest.MapFile{Data: content}
	}
	return out
}

// An engine of a copy of the tables is the engine of the tables, and the hash tells of every change.
func TestNewFromTablesOfOthers(t *testing.T) {
	tables := copied(t)
	own, err := engine.TablesHash(engine.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	same, err := engine.TablesHash(tables)
	if err != nil || same != own {
		t.Errorf("hash of a copy %s, %v; want %s", same, err, own)
	}
	if _, err := engine.NewFrom(tables); err != nil {
		t.Error(err)
	}
	if found := engine.FixedOtherwise(tables); len(found) > 0 {
		t.Errorf("a copy has %v otherwise", found)
	}
	tables["units.csv"] = &fstest.MapFile{Data: append(slices.Clone(tables["units.csv"].Data), '\n')}
	if found := engine.FixedOtherwise(tables); !slices.Equal(found, []string{"units.csv"}) {
		t.Errorf("other units: %v", found)
	}
	if other, err := engine.TablesHash(tables); err != nil || other == own {
		t.Errorf("hash of other tables %s, %v", other, err)
	}
}

// Tables that are damaged in whatever way give an engine or an error, never a panic.
func TestDamagedTables(t *testing.T) {
	whole := copied(t)
	var names []string
	for name := range whole {
		names = append(names, name)
	}
	slices.Sort(names)
	random := rand.New(rand.NewPCG(1, 2))
	damages := []func([]byte) []byte{
		func([]byte) []byte { return nil },
		func(b []byte) []byte { return b[:len(b)/2] },
		func(b []byte) []byte { return b[:bytes.IndexByte(b, '\n')+1] },
		func(b []byte) []byte { return b[bytes.IndexByte(b, '\n')+1:] },
		func(b []byte) []byte { return append([]byte{0xff, 0xfe}, b...) },
		func(b []byte) []byte { b[random.IntN(len(b))] ^= 1 << random.IntN(8); return b },
		func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("1"), []byte("x")) },
		func(b []byte) []byte { return bytes.ReplaceAll(b, []byte(","), []byte(",,")) },
	}
	failed := 0
	for _, name := range names {
		damage := damages[random.IntN(len(damages))]
		tables := copied(t)
		tables[name] = &fstest.MapFile{Data: damage(slices.Clone(whole[name].Data))}
		if e, err := engine.NewFrom(tables); err != nil {
			failed++
		} else if e == nil {
			t.Errorf("%s: neither an engine nor an error", name)
		}
		delete(tables, name)
		if _, err := engine.NewFrom(tables); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Error("no damage was an error")
	}
}
