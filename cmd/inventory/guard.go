package main

import (
	"os"
	"path/filepath"
	"slices"

	"ghg/inventory"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// results is what the files that are written rest on.
type results struct {
	of  *workspace.Workspace
	inv *inventory.Inventory
}

// write puts the files into the folder, all of them or none. Into the results of the workspace that was compiled they go only if no
// approved figures are lost by it: that is asked while the folder is held, so that nobody approves anything in between.
func (p *program) write(dir string, files map[string]workspace.Writer) error {
	held, err := p.hold(dir)
	if err != nil {
		return err
	}
	defer held.Release()
	if p.results.inv != nil {
		release, err := p.unapproved(p.results.of, p.results.inv, dir, files["inventory.csv"] != nil)
		if err != nil {
			return err
		}
		defer release()
	}
	return into(held, files)
}

// unapproved refuses to write over figures that are approved: those of an approved year that differ from the ones that were signed, and
// those of one that the inventory, where it takes the place of another, is without. Into another folder they may be written, as a trial,
// which is told. Nobody can sign before release is called.
func (p *program) unapproved(ws *workspace.Workspace, inv *inventory.Inventory, dir string, replaces bool) (release func(), err error) {
	release = func() {}
	own := filepath.Join(ws.Dir, "out")
	isOwn := resolved(dir) == resolved(own)
	signed := filepath.Join(ws.Dir, "review")
	if stat, err := os.Stat(signed); isOwn && err == nil && stat.IsDir() {
		// Who may not write there cannot be kept waiting either: the review is read all the same.
		if held, err := p.hold(signed); err == nil {
			release = held.Release
		}
	}
	texts, found := ws.ReviewNow(inv.Vocabulary)
	r, wrong := p.readReview(ws, texts, inv.Vocabulary)
	found = append(found, wrong...)
	p.remark(slices.DeleteFunc(slices.Clone(found), func(p inventory.Problem) bool { return p.Code != review.CodeVoid }))
	over := r.Overwrites(inv, func() map[int]*review.Figures { return review.Written(own) })
	if isOwn && replaces {
		over = append(over, r.LeavesOut(inv)...)
	}
	if len(over) == 0 {
		return release, nil
	}
	if isOwn {
		release()
		p.say(append(found, over...).Sorted())
		return nil, failure{exitFailed, nil}
	}
	for i := range over {
		over[i].Severity = inventory.Warning
	}
	p.remark(over)
	return release, nil
}
