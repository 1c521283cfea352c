package main

import (
	"os"
	"path/filepath"
	"strings"
)

// inputFolders are the folders of a workspace that hold what people give: results are never written into them.
var inputFolders = []string{"activity", "factors", "records", "estimates", "mapping"}

// writable refuses a folder of results that the workspace reads, or the workspace itself.
func writable(out, workspace string) error {
	at := resolved(out)
	if at == resolved(workspace) {
		return usage("--out %[1]s 是工作区本身：结果写到另一个文件夹，如 %[2]s", "--out %[1]s is the workspace itself: name another folder for the results, such as %[2]s", out, filepath.Join(workspace, "out"))
	}
	for _, folder := range inputFolders {
		below, err := filepath.Rel(resolved(filepath.Join(workspace, folder)), at)
		if err == nil && below != ".." && !strings.HasPrefix(below, ".."+string(filepath.Separator)) {
			return usage("--out %[1]s 在 %[2]s/ 内，那里是工作区的输入：结果写到另一个文件夹", "--out %[1]s lies in %[2]s/, which the workspace reads: name another folder for the results", out, folder)
		}
	}
	return nil
}

// clearOf refuses a folder of results that a workspace reads, be it another than the one analysed, and one where a result would replace
// the table that is read.
func clearOf(out, table string, results ...string) error {
	if out == "" {
		return nil
	}
	for dir := resolved(out); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, workspaceFile)); err == nil {
			if err := writable(out, dir); err != nil {
				return err
			}
		}
		if filepath.Dir(dir) == dir {
			break
		}
	}
	for _, name := range results {
		if table != "" && resolved(filepath.Join(out, name)) == resolved(table) {
			return usage("--out %[1]s 会覆盖正在读的 %[2]s：另给一个文件夹", "--out %[1]s would replace %[2]s, which is read: name another folder", out, table)
		}
	}
	return nil
}

// workspaceFile makes a folder a workspace.
const workspaceFile = "inventory.toml"

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
