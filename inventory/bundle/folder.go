package bundle

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strings"
	"time"
)

// folder is the parts below a folder of a seal as a file system, in memory: the contents are those of the parts, not copies. The error is
// that the parts could not lie in one folder.
func folder(parts []Part, below string) (fs.FS, error) {
	var within []Part
	for _, p := range parts {
		if name, ok := strings.CutPrefix(p.Path, below); ok {
			within = append(within, Part{name, p.Content})
		}
	}
	within = Ordered(within)
	if err := packable(within); err != nil {
		return nil, err
	}
	tree := memory{".": {name: ".", isDir: true}}
	for _, p := range within {
		tree.add(p.Path, &node{content: p.Content})
	}
	for _, n := range tree {
		slices.SortFunc(n.entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return tree, nil
}

// memory is a file system of files in memory, by their paths.
type memory map[string]*node

// add puts a file or a folder and the folders above it.
func (m memory) add(path string, n *node) {
	above := "."
	n.name = path
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		above, n.name = path[:i], path[i+1:]
	}
	if m[above] == nil {
		m.add(above, &node{isDir: true})
	}
	m[above].entries = append(m[above].entries, n)
	m[path] = n
}

func (m memory) find(op, path string) (*node, error) {
	if n := m[path]; n != nil && fs.ValidPath(path) {
		return n, nil
	}
	err := fs.ErrNotExist
	if !fs.ValidPath(path) {
		err = fs.ErrInvalid
	}
	return nil, &fs.PathError{Op: op, Path: path, Err: err}
}

// Open opens a file or a folder.
func (m memory) Open(path string) (fs.File, error) {
	n, err := m.find("open", path)
	if err != nil {
		return nil, err
	}
	return &handle{node: n, Reader: bytes.NewReader(n.content)}, nil
}

// ReadFile is the content of a file itself, which callers do not write to.
func (m memory) ReadFile(path string) ([]byte, error) {
	n, err := m.find("read", path)
	if err == nil && n.isDir {
		err = &fs.PathError{Op: "read", Path: path, Err: errFolder}
	}
	if err != nil {
		return nil, err
	}
	return slices.Clip(n.content), nil
}

var errFolder = errors.New("is a directory")

// node is a file or a folder. It describes itself.
type node struct {
	name    string
	content []byte
	isDir   bool
	entries []fs.DirEntry // by name
}

// Name is the last part of the path.
func (n *node) Name() string { return n.name }

// Size is the length in bytes.
func (n *node) Size() int64 { return int64(len(n.content)) }

// Mode is that of what cannot be written to.
func (n *node) Mode() fs.FileMode {
	if n.isDir {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// Type is the type bits of Mode.
func (n *node) Type() fs.FileMode { return n.Mode().Type() }

// ModTime is none.
func (n *node) ModTime() time.Time { return time.Time{} }

// IsDir tells whether it is a folder.
func (n *node) IsDir() bool { return n.isDir }

// Sys is nothing.
func (n *node) Sys() any { return nil }

// Info describes it.
func (n *node) Info() (fs.FileInfo, error) { return n, nil }

// handle is a file or a folder that was opened.
type handle struct {
	*node
	*bytes.Reader
	next int // entry of the folder that is read next
}

// Stat describes it.
func (h *handle) Stat() (fs.FileInfo, error) { return h.node, nil }

// Size is the length in bytes.
func (h *handle) Size() int64 { return h.node.Size() }

// Read reads a file.
func (h *handle) Read(p []byte) (int, error) {
	if h.isDir {
		return 0, &fs.PathError{Op: "read", Path: h.name, Err: errFolder}
	}
	return h.Reader.Read(p)
}

// Close does nothing.
func (h *handle) Close() error { return nil }

// ReadDir reads the next entries of a folder, all that are left if n is not positive.
func (h *handle) ReadDir(n int) ([]fs.DirEntry, error) {
	left := h.entries[h.next:]
	if n > 0 && len(left) == 0 {
		return nil, io.EOF
	}
	if n > 0 {
		left = left[:min(n, len(left))]
	}
	h.next += len(left)
	return slices.Clone(left), nil
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
