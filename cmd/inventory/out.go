package main

import (
	"os"
	"path/filepath"
	"strings"
)

// inputFolders are the folders of a workspace that hold what people give and sign: results are never written into them.
var inputFolders = []string{"activity", "factors", "records", "estimates", "mapping", "review", "seals"}

// writable refuses a folder of results that is a workspace or an input of one, be it the workspace that is read, "" if none is, or
// any other that the folder lies in.
func writable(out, workspace string) error {
	at := resolved(out)
	if workspace != "" {
		if err := apart(out, at, resolved(workspace)); err != nil {
			return err
		}
	}
	for root := at; ; root = filepath.Dir(root) {
		if stat, err := os.Stat(filepath.Join(root, "inventory.toml")); err == nil && stat.Mode().IsRegular() {
			if err := apart(out, at, root); err != nil {
				return err
			}
		}
		if filepath.Dir(root) == root {
			return nil
		}
	}
}

// apart refuses a folder, out as it is written, that is the root of the workspace or lies in one of its input folders.
func apart(out, at, root string) error {
	below, err := filepath.Rel(root, at)
	if err != nil {
		return nil
	}
	if below == "." {
		return usage("--out %[1]s 是工作区本身：结果写到另一个文件夹，如 %[2]s", "--out %[1]s is the workspace itself: name another folder for the results, such as %[2]s", out, filepath.Join(out, "out"))
	}
	first, _, _ := strings.Cut(below, string(filepath.Separator))
	for _, folder := range inputFolders {
		if strings.EqualFold(first, folder) { // there are file systems to which both are one
			return usage("--out %[1]s 在 %[2]s/ 内，那里是工作区的输入：结果写到另一个文件夹", "--out %[1]s lies in %[2]s/, which the workspace reads: name another folder for the results", out, folder)
		}
	}
	return nil
}

// besides refuses a folder of results that a workspace reads, or in which a result would take the place of the table that is read.
func (p *program) besides(table string, results ...string) error {
	if p.outDir == "" {
		return nil
	}
	if err := writable(p.outDir, ""); err != nil {
		return err
	}
	read, err := os.Stat(table)
	if err != nil {
		return nil // whoever opens it says so
	}
	for _, name := range results {
		if there, err := os.Stat(filepath.Join(p.outDir, name)); err == nil && os.SameFile(read, there) {
			return usage("--out %[1]s 会覆盖所读的表 %[2]s：结果写到另一个文件夹", "--out %[1]s would replace the table that is read, %[2]s: name another folder for the results", p.outDir, table)
		}
	}
	return nil
}

// resolved is the place a path leads to, links followed as far as the path is there.
func resolved(path string) string {
	at, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rest := ""
	for {
		if real, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(real, rest)
		}
		if filepath.Dir(at) == at {
			return filepath.Join(at, rest)
		}
		at, rest = filepath.Dir(at), filepath.Join(filepath.Base(at), rest)
	}
}
