package workspace

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"strings"

	"ghg/inventory"
)

// list returns the paths of the files of a folder by name, without hidden ones and the lock files of office programs. A
// folder that is not there has none; folders within it are not read.
func (l *loader) list(folder string) []string {
	entries, err := fs.ReadDir(l.files, folder)
	if err != nil {
		if _, missing := fs.Lstat(l.files, folder); missing == nil {
			l.unreadable(folder, err)
		}
		return nil
	}
	var out []string
	for _, entry := range entries {
		name := entry.Name()
		switch {
		case strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$"):
		case !entry.IsDir():
			out = append(out, path.Join(folder, name))
		case folder != ".":
			l.notRead(path.Join(folder, name))
		}
	}
	return out
}

// open opens a regular file.
func (l *loader) open(name string) (fs.File, bool) {
	stat, err := fs.Stat(l.files, name)
	if err == nil && !stat.Mode().IsRegular() {
		err = errors.New("不是普通文件 · not a regular file")
	}
	if err != nil {
		l.unreadable(name, err)
		return nil, false
	}
	f, err := l.files.Open(name)
	if err != nil {
		l.unreadable(name, err)
		return nil, false
	}
	return f, true
}

// unreadable tells that a file or folder that is there cannot be read.
func (l *loader) unreadable(name string, err error) {
	at := inventory.Source{File: name}
	if stat, lost := fs.Lstat(l.files, name); lost == nil && stat.Mode().Type() == fs.ModeSymlink {
		l.problems.Add(refusal(at, "link-out",
			inventory.Text{ZH: "链接指向工作区之外，或指向不存在的文件", EN: "the link leads out of the workspace, or nowhere"},
			inventory.Text{ZH: "把文件本身复制进工作区", EN: "copy the file itself into the workspace"}))
		return
	}
	reason := cause(err).Error()
	l.problems.Add(refusal(at, "unreadable",
		inventory.Text{ZH: "读不出来：" + reason, EN: "cannot be read: " + reason},
		inventory.Text{ZH: "检查文件是否损坏、是否有读取权限", EN: "see whether the file is damaged and may be read"}))
}

// cause is the reason of a failed file operation without the paths, which may be temporary or differ by machine.
func cause(err error) error {
	var atPath *fs.PathError
	var atLink *os.LinkError
	switch {
	case errors.As(err, &atPath):
		return atPath.Err
	case errors.As(err, &atLink):
		return atLink.Err
	}
	return err
}

// codeNotRead is told of a file that nothing reads.
const codeNotRead = "not-read"

// notRead tells of a file that is not read where it stands: a warning for a table, which was surely meant to be read.
func (l *loader) notRead(name string) {
	p := refusal(inventory.Source{File: name}, codeNotRead,
		inventory.Text{ZH: "本版本不读这个文件", EN: "this version does not read this file"}, inventory.Text{})
	p.Severity = inventory.Info
	if isTable(name) && extension(name) != ".csv" {
		p = refusal(inventory.Source{File: name}, "workbook-not-read",
			inventory.Text{ZH: "没有读这个工作簿：工作簿只从 activity/ 和 factors/ 读", EN: "the workbook was not read: workbooks are read from activity/ and factors/ only"},
			inventory.Text{ZH: "移到相应的文件夹，或另存为 CSV UTF-8", EN: "move it to the folder it belongs to, or save it as CSV UTF-8"})
		p.Severity = inventory.Warning
	}
	l.problems.Add(p)
}

// isTable tells by its name what is meant to be a table.
func isTable(name string) bool {
	switch extension(name) {
	case ".csv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".et", ".ods":
		return true
	}
	return false
}

func extension(name string) string { return strings.ToLower(path.Ext(name)) }

func refusal(at inventory.Source, code string, message, hint inventory.Text) inventory.Problem {
	return inventory.Problem{Source: at, Code: code, Severity: inventory.Error, Message: message, Hint: hint}
}
