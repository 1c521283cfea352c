package main

import (
	"archive/zip"
	"io"
	"path/filepath"
	"strings"

	"ghg/inventory/bundle"
	"ghg/inventory/review"
	"ghg/inventory/workspace"
)

// largestStep bounds what is read of a step in a seal, in bytes; a step has a few lines.
const largestStep = 1 << 20

// sealedSteps are the signed steps that the seals of the workspace hold, in the order of their names. Whether a seal is sound is told by verify;
// one that cannot be read holds none.
func sealedSteps(dir string) (out []review.SealedStep) {
	names, _ := filepath.Glob(filepath.Join(escapedPattern(dir), bundle.SealsFolder, "*.zip")) // the pattern is sound
	for _, name := range names {
		seal, err := zip.OpenReader(name)
		if err != nil {
			continue
		}
		for _, entry := range seal.File {
			path, isInput := strings.CutPrefix(entry.Name, bundle.Inputs)
			if !isInput || filepath.Dir(filepath.FromSlash(path)) != "review" || filepath.Ext(path) != ".note" {
				continue
			}
			part, err := entry.Open()
			if err != nil {
				continue
			}
			content, err := io.ReadAll(io.LimitReader(part, largestStep))
			part.Close()
			if err == nil {
				out = append(out, review.SealedStep{Text: workspace.Text{Name: path, Content: content}, Seal: filepath.ToSlash(filepath.Join(bundle.SealsFolder, filepath.Base(name)))})
			}
		}
		seal.Close()
	}
	return out
}

// escapedPattern is the path as a pattern that matches it alone.
func escapedPattern(path string) string {
	if filepath.Separator == '\\' {
		return path // a backslash escapes nothing there
	}
	return strings.NewReplacer("\\", `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}
