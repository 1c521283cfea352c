package bundle

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"golang.org/x/mod/sumdb/note"

	"ghg/inventory"
	"ghg/inventory/engine"
	"ghg/inventory/workspace"
)

// Prepared is a seal before it is written: all of its parts but the statement and the log, which depend on what was sealed before.
type Prepared struct {
	Computed *Computed
	Manifest *Manifest
	keys     []workspace.Key
	parts    []Part
}

// Prepare computes what is sealed of a workspace that was read from its folder: from the very bytes that go into the seal, which must be those
// that were read. A final seal is of an inventory without what check --final refuses; a draft says that it is one. Attached are parts of
// Attachments. It is nil if a problem is an ERROR.
func Prepare(e *engine.Engine, ws *workspace.Workspace, recipe Recipe, draft bool, attached []Part) (*Prepared, inventory.Problems, error) {
	if recipe.Draws == 0 {
		recipe.Seed = 0 // it decides nothing then, and one inventory has one manifest
	}
	inputs, problems := sent(ws)
	if problems.Failed() {
		return nil, problems, nil
	}
	files, err := folder(inputs, Inputs)
	var fault *Fault
	if errors.As(err, &fault) { // two names that are one file on some systems
		return nil, inventory.Problems{fault.Problem(inventory.Source{File: "."})}, nil
	}
	if err != nil {
		return nil, nil, err
	}
	c, err := Compute(e, files, recipe)
	if err != nil {
		return nil, nil, err
	}
	if problems = c.Problems; !draft && c.Result.Inventory != nil {
		problems = c.Unsettled(e)
	}
	if problems.Failed() || c.Result.Inventory == nil {
		return nil, problems, nil
	}
	p := &Prepared{Computed: c, keys: ws.Config.Keys, parts: append(inputs, attached...)}
	for name, content := range c.Files {
		p.parts = append(p.parts, Part{Results + name, content})
	}
	tables, err := tableParts(e.Tables())
	if err != nil {
		return nil, nil, err
	}
	p.parts = append(p.parts, tables...)
	p.Manifest, err = c.manifest(e.Tables(), recipe, draft)
	if err != nil {
		return nil, nil, err
	}
	p.Manifest.Parts = List(p.parts)
	return p, problems, nil
}

// manifest is that of the computed inventory, without its parts.
func (c *Computed) manifest(tables fs.FS, recipe Recipe, draft bool) (*Manifest, error) {
	inv := c.Result.Inventory
	hash, err := engine.TablesHash(tables)
	return &Manifest{Format: ManifestFormat, Engine: engine.Version, Tables: hash, Region: Region{inv.Region, inv.RegionName}, Years: inv.Years, Guide: inv.Guide, GWPSet: inv.GWPSet,
		AsOf: recipe.AsOf, Draft: draft, Seed: recipe.Seed, Draws: recipe.Draws}, err
}

// sent reads every file of the workspace once more, as it was sent. One that is not what was read when the figures were taken from it is
// an ERROR: somebody is working on it. The files of the review go along as they were read; no figure comes from them.
func sent(ws *workspace.Workspace) (out []Part, problems inventory.Problems) {
	root, err := os.OpenRoot(ws.Dir)
	if err != nil {
		return nil, inventory.Problems{gone(".", err)}
	}
	defer root.Close()
	for _, f := range ws.Files {
		if err := badName(Inputs + f.Path); err != nil {
			problems.Add(unsendable(f.Path, err))
			continue
		}
		content, err := fs.ReadFile(root.FS(), f.Path)
		if err != nil {
			problems.Add(gone(f.Path, err))
			continue
		}
		if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != f.SHA256 {
			problems.Add(refusal(inventory.Source{File: f.Path}, "changed-meanwhile", say("读取之后又被改动：封存的必须是计算所用的内容", "was changed after it was read: what is sealed must be what was computed from"),
				inventory.Text{ZH: "等编辑的人存盘并关闭，再封存", EN: "wait until whoever edits it has saved and closed it, then seal again"}))
		}
		out = append(out, Part{Inputs + f.Path, content})
	}
	for _, text := range ws.Review {
		if err := badName(Inputs + text.Name); err != nil {
			problems.Add(unsendable(text.Name, err))
			continue
		}
		out = append(out, Part{Inputs + text.Name, text.Content})
	}
	return out, problems
}

// unsendable refuses a file whose name cannot be that of a part of a seal.
func unsendable(path string, err error) inventory.Problem {
	var fault *Fault
	if !errors.As(err, &fault) {
		panic(err)
	}
	p := fault.Problem(inventory.Source{File: path})
	p.Hint = inventory.Text{ZH: "给文件改名", EN: "give the file another name"}
	return p
}

func gone(path string, err error) inventory.Problem {
	return refusal(inventory.Source{File: path}, "changed-meanwhile", say("读取之后读不到了：%[1]v", "cannot be read any more after it was read: %[1]v", cause(err)), inventory.Text{})
}

// tableParts are the tables that figures rest on.
func tableParts(tables fs.FS) ([]Part, error) {
	names, err := engine.TableFiles(tables)
	if err != nil {
		return nil, err
	}
	var out []Part
	for _, name := range names {
		content, err := fs.ReadFile(tables, name)
		if err != nil {
			return nil, err
		}
		out = append(out, Part{Tables + name, content})
	}
	return out, nil
}

// Name is the file name of the seal: the code of the district, the years and the beginning of the manifest's hash.
func (m *Manifest) Name() string { return m.record().name() }

// name is the file name of the seal of a record.
func (r Record) name() string {
	return fmt.Sprintf("%s_%d-%d_%s.zip", r.Region, r.Years[0], r.Years[len(r.Years)-1], r.Manifest[:8])
}

func (m *Manifest) record() Record { return Record{m.Region.Code, m.Years, m.Draft, m.Hash()} }

// Signable checks that those who sign may. The error is a *Fault.
func (p *Prepared) Signable(signers []note.Signer) error {
	for _, s := range signers {
		if fault := maySign(s, p.keys, p.Manifest.Draft); fault != nil {
			return fault
		}
	}
	return nil
}

// maySign says why somebody may not sign, nil if he may: his key is listed in inventory.toml and counts, and a draft is signed by who compiled
// it alone, for nobody reviews or approves what is not final. The faults are key-not-listed, key-revoked, key-role.
func maySign(s note.Signer, keys []workspace.Key, draft bool) *Fault {
	id := fmt.Sprintf("%s+%08x", s.Name(), s.KeyHash())
	key, listed := Owner(s, keys)
	switch {
	case !listed:
		return &Fault{"key-not-listed", say("密钥 %s 没有列在 inventory.toml 的 [[keys]] 中", "the key %s is not listed under [[keys]] of inventory.toml", id),
			inventory.Text{ZH: "把 inventory key new 印出的几行抄进工作区的 inventory.toml；已封存的要重新封存", EN: "copy the lines that inventory key new prints into inventory.toml of the workspace; what is sealed already is sealed again"}}
	case key.Revoked != "":
		return &Fault{"key-revoked", say("密钥 %s 已于 %s 作废", "the key %s was revoked on %s", id, key.Revoked), makeKey}
	case draft && key.Role != workspace.Compiler:
		return &Fault{"key-role", say("草稿只由编制人签：“%[1]s”的角色是 %[2]s", `a draft is signed by its compiler alone: the role of "%[1]s" is %[2]s`, key.Name, key.Role),
			inventory.Text{ZH: "定稿（不加 --draft）后再审核、批准", EN: "review and approve what is final, sealed without --draft"}}
	}
	return nil
}

// with puts the statement and the log to the parts: the seal as record at of the log.
func (p *Prepared) with(log *Log, at int64, signers []note.Signer) ([]Part, error) {
	m := p.Manifest
	s := Statement{Region: m.Region.Code, RegionName: m.Region.Name, Years: m.Years, Draft: m.Draft, Manifest: m.Hash(), Tree: log.Head(at + 1)}
	for _, one := range signers {
		s.Signers = append(s.Signers, one.Name())
	}
	signed, err := SignNote(s.Text(), signers...)
	if err != nil {
		return nil, err
	}
	return Ordered(append([]Part{{ManifestPath, m.Encode()}, {NotePath, signed}, {LogPath, log.Prefix(at + 1).Encode()}}, p.parts...)), nil
}
