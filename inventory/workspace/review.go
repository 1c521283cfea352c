package workspace

import (
	"os"

	"ghg/inventory"
	"ghg/inventory/table"
)

const (
	reviewFolder   = "review"
	reviewFindings = "review/findings.csv"
	reviewStep     = ".note"
)

// review keeps the files of a review for the package that understands them. They are no input of the inventory and do not stand in
// Files: an inventory is the same before and after it was reviewed.
func (l *loader) review() {
	for _, name := range l.list(reviewFolder) {
		if name != reviewFindings && extension(name) != reviewStep {
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
