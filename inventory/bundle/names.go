package bundle

import (
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"ghg/inventory"
	"ghg/inventory/table"
)

// The lengths of a path and of a name in it, in bytes, that file systems take.
const (
	maxPath = 1024
	maxName = 255
)

// reserved are the names of devices on Windows, whatever follows their first dot.
var reserved = strings.Fields("con prn aux nul conin$ conout$ com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 com¹ com² com³ " +
	"lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 lpt¹ lpt² lpt³")

// badName tells what is wrong with the path of a part, nil if nothing is: a seal has only paths that lie below the folder they are unpacked
// into and mean the same file on every system. The error is a *Fault.
func badName(path string) error {
	why := nameFault(path)
	if why == (inventory.Text{}) {
		return nil
	}
	return &Fault{"seal-bad-name", inventory.Text{ZH: "“" + shown(path) + "”不能作封存文件中的路径：" + why.ZH, EN: `"` + shown(path) + `" cannot be a path in a seal: ` + why.EN}, retrieve}
}

func nameFault(path string) inventory.Text {
	switch {
	case !utf8.ValidString(path):
		return inventory.Text{ZH: "不是 UTF-8", EN: "it is not UTF-8"}
	case strings.HasPrefix(path, "/"):
		return inventory.Text{ZH: "是绝对路径", EN: "it is absolute"}
	case slices.Contains(strings.Split(path, "/"), ".."):
		return inventory.Text{ZH: "会跳出文件夹", EN: "it climbs out of its folder"}
	case strings.HasSuffix(path, "/"):
		return inventory.Text{ZH: "是文件夹", EN: "it is a folder"}
	case path == "." || !fs.ValidPath(path):
		return inventory.Text{ZH: "有空的或多余的一段", EN: "a part of it is empty or says nothing"}
	case strings.ContainsAny(path, `\:`):
		return inventory.Text{ZH: "有反斜杠或冒号", EN: "it holds a backslash or a colon"}
	case table.Hidden(path) || strings.ContainsAny(path, "\t\n"):
		return inventory.Text{ZH: "有看不见的控制字符", EN: "it holds an invisible control character"}
	case len(path) > maxPath:
		return say("长于 %d 字节", "it is longer than %d bytes", maxPath)
	}
	for name := range strings.SplitSeq(path, "/") {
		stem, _, _ := strings.Cut(name, ".")
		switch {
		case len(name) > maxName:
			return say("其中一段长于 %d 字节", "a part of it is longer than %d bytes", maxName)
		case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " "):
			return inventory.Text{ZH: "其中一段以点或空格结尾", EN: "a part of it ends in a dot or a space"}
		case slices.Contains(reserved, strings.ToLower(strings.TrimRight(stem, " "))):
			return inventory.Text{ZH: "在 Windows 上是设备名", EN: "it is the name of a device on Windows"}
		}
	}
	return inventory.Text{}
}

// shown is a path as messages print it, cut where it is far too long.
func shown(path string) string {
	const most = 200
	path = strings.ToValidUTF8(path, "\ufffd")
	if len(path) <= most {
		return path
	}
	end := most
	for !utf8.RuneStart(path[end]) {
		end--
	}
	return path[:end] + "…"
}

// folded is the path as a file system sees it that tells neither case nor the ways of writing an accent apart.
func folded(path string) string { return norm.NFD.String(cases.Fold().String(norm.NFD.String(path))) }

// colliding finds a path that no file system could hold beside the ones before: the same but for case or accents, or a file where
// another path has a folder. It returns the other.
type colliding struct {
	files   map[string]string // by folded path
	folders map[string]string // by folded path, a file in it
}

func (c *colliding) add(path string) (other string, collides bool) {
	if c.files == nil {
		c.files, c.folders = map[string]string{}, map[string]string{}
	}
	key := folded(path)
	if other, collides = c.files[key]; collides {
		return other, true
	}
	if other, collides = c.folders[key]; collides {
		return other, true
	}
	c.files[key] = path
	for i, r := range key {
		if r != '/' {
			continue
		}
		if other, collides = c.files[key[:i]]; collides {
			return other, true
		}
		c.folders[key[:i]] = path
	}
	return "", false
}
