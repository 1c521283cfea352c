package bundle

import (
	"archive/zip"
	"bytes"
	"io/fs"
	"strings"
)

// folder is the parts below a folder of a seal as a file system, in memory.
func folder(parts []Part, below string) (fs.FS, error) {
	var within []Part
	for _, p := range parts {
		if name, ok := strings.CutPrefix(p.Path, below); ok {
			within = append(within, Part{name, p.Content})
		}
	}
	var packed bytes.Buffer
	if err := Pack(&packed, Ordered(within)); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(packed.Bytes()), int64(packed.Len()))
}

// filesOf are the contents below a folder of a seal by name.
func filesOf(parts []Part, below string) map[string][]byte {
	out := map[string][]byte{}
	for _, p := range parts {
		if name, ok := strings.CutPrefix(p.Path, below); ok {
			out[name] = p.Content
		}
	}
	return out
}
