package book

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"
)

// pack writes a workbook with its parts in a fixed order: the library packs what it streamed in an order of chance. The parts are
// copied as they were compressed.
func pack(out io.Writer, book []byte) error {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return err
	}
	const types = "[Content_Types].xml" // stands first, as programs expect
	first := func(f *zip.File) int {
		if f.Name == types {
			return 0
		}
		return 1
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		return cmp.Or(first(a)-first(b), cmp.Compare(a.Name, b.Name))
	})
	w := zip.NewWriter(out)
	for _, f := range in.File {
		if err := w.Copy(f); err != nil {
			return err
		}
	}
	return w.Close()
}
