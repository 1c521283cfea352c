package check

import (
	"fmt"
	"strings"

	"ghg/inventory"
)

func banks() []Rule {
	return []Rule{{"BANK", inventory.Text{ZH: "一种用途的一种气体只用一种方法", EN: "a gas in one application is counted by one method"}, bankOnce}}
}

// bankOnce: the model of a gas's bank holds all equipment of the application, whose leaks must not be counted once more by the
// equipment or by a balance of sales.
func bankOnce(f *facts) {
	type gas struct {
		category *inventory.Category
		name     string
	}
	first := map[gas][]*inventory.Estimate{} // of each method and item
	for _, e := range f.inv.Below(f.year, inventory.Territorial, f.category("2.F")) {
		if !e.Number || e.Method == nil || e.Value().IsZero() {
			continue
		}
		of := gas{e.Row.Category, e.Gas}
		fresh := true
		for _, other := range first[of] {
			if sameVariant(e, other) {
				fresh = fresh && e.Row.Item != other.Row.Item
				continue
			}
			if e.Row.Item != other.Row.Item && e.Row.Item != nil && other.Row.Item != nil {
				continue
			}
			severity := inventory.Warning
			if e.Row.Item == other.Row.Item {
				severity = inventory.Error
			}
			f.tell(severity, e.Origin(), inventory.Text{
				ZH: fmt.Sprintf("%s（%s）按 %s 有 %s t %s，%s（%s）按 %s 又有 %s t：同一存量可能计了两次", about(other.Row), other.Origin(), other.Method.ID, short(other.Value()), e.Gas, about(e.Row), e.Origin(), e.Method.ID, short(e.Value())),
				EN: fmt.Sprintf("%s (%s) has %s t %s by %s, and %s (%s) %s t by %s: one bank may be counted twice", about(other.Row), other.Origin(), short(other.Value()), e.Gas, other.Method.ID, about(e.Row), e.Origin(), short(e.Value()), e.Method.ID)},
				inventory.Text{ZH: "一种用途只用一种方法；不同的设备各写项目（item）", EN: "keep one method for an application; name the equipment of each in the column item"})
		}
		if fresh {
			first[of] = append(first[of], e)
		}
	}
}

// sameVariant tells whether two lines go by one method, whatever their gases.
func sameVariant(a, b *inventory.Estimate) bool {
	variant := func(e *inventory.Estimate) string { return e.Method.ID[:strings.LastIndex(e.Method.ID, "/")] }
	return variant(a) == variant(b)
}
