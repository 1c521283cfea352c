package workspace

import (
	"os"

	"ghg/inventory"
	"ghg/inventory/table"
)

const (
	reviewFolder   = "review"
	reviewFindings = "review/findings.csv"
	reviewIndex    = "review/index.txt"
	reviewStep     = ".note"
)

// review keeps the files of a review for the package that understands them. They are no input of the inventory and do not stand in
// Files: an inventory is the same before and after it was reviewed. What else lies there is told: it may be a step under another name.
func (l *loader) review() {
	before := len(l.problems)
	defer func() {
		for i, p := range l.problems[before:] {
			if p.Code == codeNotRead {
				l.problems[before+i].Severity = inventory.Warning
				l.problems[before+i].Hint = inventory.Text{ZH: "review/ 中只读 findings.csv、index.txt 和 *.note；是步骤的，恢复原名、移回 review/；否则移到别处",
					EN: "of review/ only findings.csv, index.txt and *.note are read: a step gets its name and its place in review/ back, anything else goes elsewhere"}
			}
		}
	}()
	for _, name := range l.list(reviewFolder) {
		if name != reviewFindings && name != reviewIndex && extension(name) != reviewStep {
			l.notRead(name)
			continue
		}
		f, ok := l.open(name)
		if !ok {
			continue
		}
		if raw, ok := table.Raw(name, f, &l.problems); ok {
			l.ws.Review = append(l.ws.Review, Text{name, []byte(raw)})
		}
		f.Close()
	}
}

// ReviewNow reads the files of the review anew: another run may have added to them since the workspace was loaded.
func (ws *Workspace) ReviewNow(voc *inventory.Vocabulary) ([]Text, inventory.Problems) {
	root, err := os.OpenRoot(ws.Dir)
	if err != nil {
		return nil, inventory.Problems{refusal(inventory.Source{File: reviewFolder}, "unreadable",
			inventory.Text{ZH: "读不出来：" + cause(err).Error(), EN: "cannot be read: " + cause(err).Error()},
			inventory.Text{ZH: "检查文件夹是否还在、是否有读取权限", EN: "see whether the folder is still there and may be read"})}
	}
	defer root.Close()
	l := &loader{files: root.FS(), ws: &Workspace{}, reading: newReading(voc)}
	l.review()
	return l.ws.Review, l.problems.Sorted()
}
