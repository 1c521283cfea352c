package review

import (
	"fmt"
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/workspace"
)

// listedKeys are the keys as a step lists them: by their public halves, whatever their order in inventory.toml.
func listedKeys(keys []workspace.Key) (out []workspace.Key) {
	for _, k := range keys {
		out = append(out, workspace.Key{Name: strings.TrimSpace(k.Name), Role: k.Role, Verifier: k.Verifier})
	}
	slices.SortFunc(out, func(a, b workspace.Key) int { return strings.Compare(a.Verifier, b.Verifier) })
	return out
}

// keysChanged says which keys were added, took another role or name, or are no longer listed.
func keysChanged(then, now []workspace.Key) (out []inventory.Text) {
	same := func(k workspace.Key) func(workspace.Key) bool {
		return func(other workspace.Key) bool { return other.Verifier == k.Verifier }
	}
	now = listedKeys(now)
	for _, k := range now {
		i := slices.IndexFunc(then, same(k))
		switch {
		case i < 0:
			out = append(out, inventory.Text{ZH: fmt.Sprintf("加了密钥：%s %s（%s）", roleTitles[k.Role].ZH, k.Name, k.Signer()), EN: fmt.Sprintf("a key was added: %s, %s (%s)", k.Name, k.Role, k.Signer())})
		case then[i].Role != k.Role:
			out = append(out, inventory.Text{ZH: fmt.Sprintf("%s（%s）原为%s，改为%s", k.Name, k.Signer(), roleTitles[then[i].Role].ZH, roleTitles[k.Role].ZH), EN: fmt.Sprintf("%s (%s) was a %s and is a %s", k.Name, k.Signer(), then[i].Role, k.Role)})
		case then[i].Name != k.Name:
			out = append(out, inventory.Text{ZH: fmt.Sprintf("密钥 %s 原名 %s，改为 %s", k.Signer(), then[i].Name, k.Name), EN: fmt.Sprintf("the key %s was that of %s and is that of %s", k.Signer(), then[i].Name, k.Name)})
		}
	}
	for _, k := range then {
		if !slices.ContainsFunc(now, same(k)) {
			out = append(out, inventory.Text{ZH: fmt.Sprintf("不再列出密钥：%s %s（%s）", roleTitles[k.Role].ZH, k.Name, k.Signer()), EN: fmt.Sprintf("a key is no longer listed: %s, %s (%s)", k.Name, k.Role, k.Signer())})
		}
	}
	return out
}

// roleOf is the role in which a person is listed, "" if he is not.
func (r *Review) roleOf(name string) string {
	for _, k := range r.keys {
		if samePerson(k.Name, name) {
			return k.Role
		}
	}
	return ""
}
