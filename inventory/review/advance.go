package review

import (
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/bundle"
)

// Asked is a step that is asked for.
type Asked struct {
	Year   int
	State  State
	Date   string // ISO
	Reason string // of a step to Draft
	Signer note.Signer
}

// Advance takes a step: it returns it with its file. Inv is the inventory as it is now, with the year; it is not needed to open a new
// version, a step to Draft. The problem says why the step cannot be taken.
func (r *Review) Advance(asked Asked, inv *inventory.Inventory) (*Step, []byte, *inventory.Problem) {
	key, p := r.KeyOf(asked.Signer)
	if p != nil {
		return nil, nil, p
	}
	rows := r.about(asked.Year)
	head := r.log.Head(r.log.Size())
	s := &Step{Region: r.Region.Code, RegionName: r.Region.Name, State: asked.State, Findings: len(rows), Record: record(r.Region.Code, rows),
		Seals: head.Size, Tree: head.Root.String(), By: key.Name, Role: key.Role, Date: asked.Date, Reason: asked.Reason, Listed: listedKeys(r.keys), Key: publicHalf(key.Verifier)}
	if asked.State != Draft {
		s.Figures, s.Total, s.NoLand = FiguresOf(inv)[asked.Year].Digest(), totalOf(inv, asked.Year, inventory.ScopeTotal), totalOf(inv, asked.Year, inventory.ScopeWithoutLand)
	}
	if p := r.History(asked.Year).Next(s); p != nil {
		return nil, nil, p
	}
	if p := r.untrusted(); p != nil {
		return nil, nil, p
	}
	if asked.State == Reviewed || asked.State == Approved {
		if p := r.waiting(asked.Year, inv); p != nil {
			return nil, nil, p
		}
	}
	if _, bad := parseStep(s.Text()); bad > 0 {
		line := strings.Split(s.Text(), "\n")[bad-1]
		return nil, nil, said("unsound-step", inventory.Text{ZH: "不能签这一行：" + line, EN: "this line cannot be signed: " + line}, inventory.Text{ZH: "去掉不显示的字符和首尾空格", EN: "leave out characters that do not show, and blanks at its ends"})
	}
	content, err := bundle.SignNote(s.Text(), asked.Signer)
	if err != nil {
		return nil, nil, said("unsound-step", inventory.Text{ZH: "不能签名：" + err.Error(), EN: "it cannot be signed: " + err.Error()}, inventory.Text{})
	}
	return s, content, nil
}

// untrusted says that nothing can be signed upon files that were tampered with.
func (r *Review) untrusted() *inventory.Problem {
	if !r.lost && !r.unsound {
		return nil
	}
	return said("review-unsound", inventory.Text{ZH: "review/ 中有错误，改正之前不能签名", EN: "there are errors in review/: nothing can be signed before they are mended"},
		inventory.Text{ZH: "inventory review 列出它们", EN: "inventory review lists them"})
}

// waiting says that findings of the year are open.
func (r *Review) waiting(year int, inv *inventory.Inventory) *inventory.Problem {
	open := r.Unsettled(year, inv)
	if len(open) == 0 {
		return nil
	}
	const most = 5
	var ids []string
	for i, f := range open {
		if i == most {
			ids = append(ids, "…")
			break
		}
		ids = append(ids, f.ID)
	}
	return said("findings-open",
		inventory.Text{ZH: fmt.Sprintf("%d 年还有 %d 条审核意见没有关闭：%s", year, len(open), strings.Join(ids, "、")), EN: fmt.Sprintf("findings of %d are open (%d): %s", year, len(open), strings.Join(ids, ", "))}, closingHint)
}

// totalOf is the territorial CO2e of a scope as it is signed.
func totalOf(inv *inventory.Inventory, year int, scope string) string {
	t := inv.Total(inventory.Figure{Year: year, Boundary: inventory.Territorial, Scope: scope, Gas: inventory.AllGases})
	if !t.HasCO2e {
		return "none"
	}
	return t.CO2e.String() + " t CO2e " + inv.GWPSet
}
