package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// maxFileName bounds the name of a department in that of a file, in bytes: with its extension and what a writer adds for a while
// it fits every file system.
const maxFileName = 80

// devices are the names that Windows keeps for its devices, whatever the extension.
var devices = strings.Fields("con prn aux nul conin$ conout$ com0 com1 com2 com3 com4 com5 com6 com7 com8 com9 com¹ com² com³ " +
	"lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 lpt¹ lpt² lpt³")

// fileName is the name of the workbook of a department: without what a file may not be called on any system, no longer than it may
// be, and apart from those taken whatever the case of their letters.
func fileName(department string, taken map[string]workspace.Writer) string {
	whole := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || unicode.IsControl(r) || r == utf8.RuneError {
			return '_'
		}
		return r
	}, department)
	whole = cutName(strings.TrimLeft(whole, ". "), maxFileName)
	base, _, _ := strings.Cut(whole, ".")
	if whole == "" || slices.Contains(devices, strings.ToLower(strings.TrimSpace(base))) {
		whole = cutName("_"+whole, maxFileName)
	}
	name := whole
	for again := 2; isTaken(name+".xlsx", taken); again++ {
		mark := "_" + strconv.Itoa(again)
		name = cutName(whole, maxFileName-len(mark)) + mark
	}
	return name + ".xlsx"
}

// cutName is the name, no longer than most bytes, cut between two characters; no file of Windows ends in a blank or a point.
func cutName(name string, most int) string {
	for len(name) > most {
		_, size := utf8.DecodeLastRuneInString(name)
		name = name[:len(name)-size]
	}
	return strings.TrimRight(name, ". ")
}

func isTaken(name string, taken map[string]workspace.Writer) bool {
	for other := range taken {
		if strings.EqualFold(other, name) {
			return true
		}
	}
	return false
}

// reasonOf is why a file could not be written, in both languages where the reason is a known one.
func reasonOf(err error) inventory.Text {
	said := inventory.Text{ZH: err.Error(), EN: err.Error()}
	switch {
	case errors.Is(err, workspace.ErrHeld):
		said.ZH = "其他程序一直在那里写"
	case errors.Is(err, workspace.ErrIrregular):
		said.ZH = "不是普通文件"
	case errors.Is(err, workspace.ErrFolder):
		said.ZH = "是文件夹"
	case isLockless(err):
		said.ZH = "文件系统不支持文件锁"
	case errors.Is(err, syscall.ENOSPC):
		said.ZH = "磁盘已满"
	case errors.Is(err, syscall.EROFS):
		said.ZH = "文件系统只读"
	case errors.Is(err, syscall.EACCES):
		said.ZH = "没有写入权限"
	case errors.Is(err, syscall.ENOTDIR):
		said.ZH = "不是文件夹"
	}
	return said
}

// isLockless tells of a file system on which no file can be locked.
func isLockless(err error) bool {
	return errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.ENOLCK)
}

// hintOf says what to do about a file that could not be written.
func hintOf(err error) inventory.Text {
	switch {
	case errors.Is(err, syscall.ENAMETOOLONG):
		return inventory.Text{ZH: "提示：文件名或路径太长，换一个短的", EN: "hint: the name or the path is too long, give a shorter one"}
	case errors.Is(err, workspace.ErrHeld):
		return inventory.Text{ZH: "提示：等它们写完再试", EN: "hint: try again when they are done"}
	case errors.Is(err, workspace.ErrIrregular):
		return inventory.Text{ZH: "提示：它不是本程序放的，却占了本程序要用的名字：移走它", EN: "hint: it has a name that this program needs, and was not put there by it: move it"}
	case errors.Is(err, workspace.ErrFolder):
		return inventory.Text{ZH: "提示：同名的文件夹占了位置：移走它，或写到另一个文件夹", EN: "hint: a folder of that name is in the way: move it, or write to another folder"}
	case isLockless(err):
		return inventory.Text{ZH: "提示：写到本机磁盘上的文件夹", EN: "hint: files cannot be locked on that file system: write to a folder on a local disk"}
	case errors.Is(err, syscall.ENOTDIR):
		return inventory.Text{ZH: "提示：路径中有一段是文件而不是文件夹，换一个路径", EN: "hint: part of the path is a file and no folder, give another path"}
	}
	return inventory.Text{ZH: "提示：检查磁盘空间、写入权限和路径", EN: "hint: see to the space on the disk, the right to write, and the path"}
}
