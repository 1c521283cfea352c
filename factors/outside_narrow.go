package factors

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

// aroundOf is what the shipped rows around the subject tell apart, each question asked once.
func (r *outsideRow) aroundOf(s *subjectOf, parameter string) neighbours {
	asked := strings.Join([]string{parameter, codesOf(s.categories), strings.Join(s.gases, ";"), s.unit.String()}, "|")
	known, ok := r.near[asked]
	if !ok {
		known = r.known.near(s, parameter)
		r.near[asked] = known
	}
	return known
}

func codesOf(categories []*inventory.Category) string {
	var codes []string
	for _, c := range categories {
		codes = append(codes, c.Code)
	}
	return strings.Join(codes, ";")
}

// itemInText takes the item from the words of a row whose column of items is blank, where the tables tell items apart there:
// one name is an answer, several are a fault. A condition that is nothing but the name of an item is one.
func (r *outsideRow) itemInText(l *line, s *subjectOf) {
	if s.item != "" || s.categories == nil || l.Unit == "" || len(r.aroundOf(s, "").items) == 0 {
		return
	}
	var found []*inventory.Item
	for _, name := range r.wording(strings.TrimSpace(s.text + " " + r.text("parameter"))).names {
		if name.item != nil && !slices.Contains(found, name.item) {
			found = append(found, name.item)
		}
	}
	for _, column := range []*string{&l.Detail, &l.Technology} {
		words := inventory.SplitList(*column)
		kept := slices.DeleteFunc(slices.Clone(words), func(word string) bool {
			of := r.wording(word)
			if len(of.names) != 1 || of.names[0].item == nil || of.names[0].from > 0 || of.names[0].to < len(of.words) {
				return false
			}
			if !slices.Contains(found, of.names[0].item) {
				found = append(found, of.names[0].item)
			}
			return true
		})
		if len(kept) < len(words) {
			*column = strings.Join(kept, "; ")
		}
	}
	// a general name beside one of those that it may stand for says nothing more
	found = slices.DeleteFunc(found, func(item *inventory.Item) bool {
		return slices.ContainsFunc(found, func(other *inventory.Item) bool { return other != item && r.covers(item, other) })
	})
	switch {
	case len(found) == 1:
		s.item, l.Item = found[0].Name, found[0].Name
	case len(found) > 1:
		r.fault("several-items", "description", severalItems(found))
	}
}

// covers tells whether the name of an item says no more than another's: it is a general name or a class of it.
func (r *outsideRow) covers(general, item *inventory.Item) bool {
	return general == item || slices.Contains(r.table.voc.Items.General(item), general) || slices.Contains(item.Classes, general.Name)
}

// narrow holds the words of the row against its columns. A word of which no column tells would be lost, and the figure taken for
// more than it is: such a row is taken only where an activity names its number, or left out.
func (r *outsideRow) narrow(l *line, s *subjectOf) {
	texts := []string{s.text, l.Detail, l.Technology, l.Basis, strings.Join(r.written("unit"), " ")}
	if all := plainText(strings.Join(texts, "\n")); grossBasis.MatchString(all) {
		r.fault("gross-basis", "description", grossFigure)
	} else if plain := plainText(strings.Join(texts[:4], "\n")); elementBasis.MatchString(plain) && !ofElement(s.unit) {
		r.fault("element-basis", "description", elementFigure)
	}
	if r.table.voc.Parameters[l.Parameter] == nil || s.categories == nil || l.Unit == "" || r.said(s) {
		return
	}
	near := r.aroundOf(s, l.Parameter)
	if l.Item == "" && len(r.faults) == 0 && !near.general && len(near.items) > 1 {
		r.fault("item-unsaid", "item", r.hintedItem(near))
		return
	}
	w, plain := r.wording(s.text), r.plain(l, s)
	lost := map[int]bool{}
	for i, word := range w.words {
		lost[i] = !plain[word.form] && !plainWords[word.form]
	}
	for _, name := range w.names {
		r.placed(l, s, near, w, name, lost)
	}
	var words []string
	for i, word := range w.words {
		if lost[i] {
			words = append(words, w.text[word.from:word.to])
		}
	}
	if words == nil || len(r.faults) > 0 {
		return
	}
	if r.number == "" {
		r.fault("words-in-no-column", "description", wordsLost(words))
		return
	}
	basis := r.Import.Set + " " + r.number
	l.Basis = strings.TrimPrefix(l.Basis+"; "+basis, "; ")
	p := problemAt(r.place.Cell("description"), "words-in-no-column", wordsNumbered(words, basis))
	p.Severity = inventory.Info
	r.asides = append(r.asides, p)
}

// said tells whether the mapping says what the words of the row mean: they are not held against its columns then.
func (r *outsideRow) said(s *subjectOf) bool {
	for _, field := range []string{"parameter", "description"} {
		written := strings.Join(strings.Fields(strings.Join(r.written(field), " ")), " ")
		if _, ok := r.mapping.means(field, written); ok {
			return true
		}
	}
	return s.text == "" || s.text == r.text("parameter") && r.table.voc.Parameters[s.text] != nil
}

// placed finds the column of a name: it is the row's item or says no more, it is a detail that the tables tell apart there,
// or all of its words are told elsewhere. The name of another item is a fault.
func (r *outsideRow) placed(l *line, s *subjectOf, near neighbours, w *wording, name nameIn, lost map[int]bool) {
	free := false
	for i := name.from; i < name.to; i++ {
		free = free || lost[i]
	}
	if !free {
		return
	}
	done := func() {
		for i := name.from; i < name.to; i++ {
			lost[i] = false
		}
	}
	own, _ := r.table.voc.Items.Lookup(s.item)
	switch {
	case name.plain:
		done()
	case name.item != nil && own != nil && r.covers(name.item, own):
		done()
	case name.detail != "" && near.words[r.table.voc.Details.Canonical(name.detail)]:
		word := w.text[w.words[name.from].from:w.words[name.to-1].to]
		if !r.table.voc.Details.Has(word) {
			word = name.detail
		}
		l.Detail = strings.TrimPrefix(l.Detail+"; "+word, "; ")
		done()
	case name.item != nil && own != nil && name.item.Kind == own.Kind:
		r.fault("another-item", "description", anotherItem(name.item, own))
	}
}

// plain are the forms of the words that the columns of the row tell already, or that belong to its category, gas, unit, region
// or parameter.
func (r *outsideRow) plain(l *line, s *subjectOf) map[string]bool {
	var texts []string
	for _, c := range s.categories {
		for at := c; at != nil; at = at.Parent {
			texts = append(texts, at.Name.EN, at.Name.ZH, at.Code)
		}
	}
	if !slices.ContainsFunc(s.categories, movesToo) {
		texts = append(texts, "stationary")
	}
	for _, gas := range s.gases {
		texts = append(texts, gas, gasWords[gas])
	}
	p := r.table.voc.Parameters[l.Parameter]
	texts = append(texts, p.Title.EN, p.Title.ZH, l.Parameter, p.Symbol, l.Unit, strings.Join(r.written("unit"), " "), l.Detail, l.Technology, l.Basis, l.Climate, l.Development)
	for _, region := range r.each("region") {
		if name, ok := r.table.voc.Regions.Lookup(region); ok {
			texts = append(texts, region, name, r.table.voc.Regions.ZH(name))
		}
	}
	texts = append(texts, strings.Join(r.written("item"), " "))
	if own, ok := r.table.voc.Items.Lookup(s.item); ok {
		texts = append(texts, own.Name, own.EN)
	}
	return formsOf(plainText(strings.Join(texts, " ")))
}

// movesToo tells whether a category is of engines that move, or holds such.
func movesToo(c *inventory.Category) bool {
	return c.Code == "1" || c.Code == "1.A" || strings.HasPrefix(c.Code, "1.A.3") || !strings.HasPrefix(c.Code, "1.A")
}

// ofElement tells whether a unit says that the mass is of carbon or nitrogen: t C/TJ, kg N2O-N/ha.
func ofElement(u quantity.Unit) bool {
	of := u.Substance()
	return of == "C" || of == "N" || strings.HasSuffix(of, "-C") || strings.HasSuffix(of, "-N")
}

var grossFigure = fault{
	inventory.Text{ZH: "是按高位发热量（毛热值）的数，本程序的热量都按低位发热量", EN: "the figure is on a gross calorific basis, heat is net here"},
	inventory.Text{ZH: "查阅原文，有低位发热量基的数就写成本地因子", EN: "look up the figure on a net basis in the document and state it as a row of your own"}}

var elementFigure = fault{
	inventory.Text{ZH: "是以碳或氮计的数，单位却没有写明", EN: "the figure is of the mass of carbon or nitrogen, and its unit does not say so"},
	inventory.Text{ZH: "在映射文件 [values.unit] 写明单位，如 \"kg/ha\" = \"kg N2O-N/ha\"", EN: `say so in [values.unit] of a mapping, such as "kg/ha" = "kg N2O-N/ha"`}}

func severalItems(items []*inventory.Item) fault {
	var zh, en []string
	for _, item := range items {
		zh, en = append(zh, item.Name), append(en, item.Name+" ("+item.EN+")")
	}
	return fault{
		inventory.Text{ZH: "文字里有几个项目：" + strings.Join(zh, "、"), EN: "the text names several items: " + strings.Join(en, ", ")},
		inventory.Text{ZH: "查阅原文；在映射文件 [values.description] 写明只说哪一个", EN: "look it up in the document; say in [values.description] of a mapping which it is of"}}
}

func anotherItem(named, own *inventory.Item) fault {
	return fault{
		inventory.Text{ZH: "项目是" + own.Name + "，文字却说" + named.Name, EN: "the item is " + own.Name + " (" + own.EN + "), the text speaks of " + named.Name + " (" + named.EN + ")"},
		inventory.Text{ZH: "查阅原文；在映射文件 [values.description] 写明", EN: "look it up in the document; say in [values.description] of a mapping what the text means"}}
}

// hintedItem says that a row names no item where the tables tell items apart.
func (r *outsideRow) hintedItem(near neighbours) fault {
	names := namesIn(near.items)
	some := strings.Join(names[:min(5, len(names))], ", ")
	return fault{
		inventory.Text{ZH: "没有写是哪个项目；这里的因子按项目区分（" + some + " …）", EN: "nothing says of which item the figure is; here factors are told apart by item (" + some + " …)"},
		inventory.Text{ZH: "查阅原文；在映射文件里给出 item 栏", EN: "look it up in the document; give the field item in a mapping"}}
}

func wordsLost(words []string) fault {
	list := table.Excerpt(strings.Join(words, " "))
	return fault{
		inventory.Text{ZH: "“" + list + "”没有一栏说明，又没有编号：会被当作处处适用", EN: `no column tells of "` + list + `", and the row has no number: it would be taken for more than it is`},
		inventory.Text{ZH: "在映射文件 [columns] 写编号列 id，或在 [values.description] 写明文字的意思", EN: "name the column of numbers as id in [columns] of a mapping, or say in [values.description] what the text means"}}
}

func wordsNumbered(words []string, basis string) fault {
	list := table.Excerpt(strings.Join(words, " "))
	return fault{
		inventory.Text{ZH: "“" + list + "”没有一栏说明：活动行的“细项”写明 " + basis + " 才会取用", EN: `no column tells of "` + list + `": the row is taken only where an activity states ` + basis + " in its detail"},
		inventory.Text{ZH: "文字不缩小适用范围时，在映射文件 [values.description] 写明", EN: "if the words do not narrow what the figure is of, say so in [values.description] of a mapping"}}
}
