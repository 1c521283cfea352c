package engine

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/trend"
	"ghg/inventory/workspace"
)

// Decomposed is the change of a figure over the years by what made it change.
type Decomposed struct {
	*trend.Decomposition
	Of      string           // co2, industry, intensity; "table" of a table of the user's
	Title   inventory.Text   // of what is decomposed
	Subject inventory.Text   // what a sentence says has changed
	Unit    inventory.Text   // nothing where a table states none
	Effects []inventory.Text // by factor: what a sentence calls it
	Terms   []inventory.Text // by term
	Notes   []inventory.Text // what a reader must know of it
}

// Largest is the largest figure of a change, by which its figures are rounded: of the sums and of the effects on them.
func (d *Decomposed) Largest(e *trend.Effects) decimal.Decimal {
	out := decimal.Max(e.Before, e.After)
	for k := range d.Effects {
		out = decimal.Max(out, e.Additive(k).Abs())
	}
	return out
}

// Periods are all changes decomposed: from each year to the next, then over all years chained and directly. Where there are but
// two years they are one and the same.
func (d *Decomposed) Periods() []*trend.Effects {
	if len(d.Steps) == 1 {
		return []*trend.Effects{d.Direct}
	}
	return append(slices.Clone(d.Steps), d.Chained, d.Direct)
}

// splitNotes says where an effect was split equally because nothing tells which factor it is due to.
func (d *Decomposed) splitNotes() {
	said := map[string]bool{}
	for _, e := range d.Periods() {
		for _, split := range e.Splits {
			var zh, en []string
			for _, k := range split.Factors {
				zh, en = append(zh, d.Effects[k].ZH), append(en, d.Effects[k].EN)
			}
			verb := inventory.Text{ZH: "消失", EN: "vanishes"}
			if split.Appears {
				verb = inventory.Text{ZH: "出现", EN: "appears"}
			}
			note := inventory.Text{
				ZH: fmt.Sprintf("%d—%d 年“%s”%s：看不出由哪个因素引起（%s），效应在其间平分", split.From, split.To, d.Terms[split.Term].ZH, verb.ZH, strings.Join(zh, "、")),
				EN: fmt.Sprintf("%d–%d: %s %s; nothing tells by which of %s, and the effect is split equally between them", split.From, split.To, d.Terms[split.Term].EN, verb.EN, strings.Join(en, ", "))}
			if !said[note.EN] {
				said[note.EN] = true
				d.Notes = append(d.Notes, note)
			}
		}
	}
}

// ratioNotes says why a period has no multiplicative effects.
func (d *Decomposed) ratioNotes() {
	for _, e := range d.Periods() {
		if !e.HasRatio() && e != d.Chained {
			d.Notes = append(d.Notes, inventory.Text{
				ZH: fmt.Sprintf("%d—%d 年总量有一端为 0，没有倍数：只有加法分解，含这一段的链式倍数也没有", e.From, e.To),
				EN: fmt.Sprintf("%d–%d: the sum is 0 at one end and has no ratio; there are additive effects only, and no chained ratio over it", e.From, e.To)})
		}
	}
}

// decomposed decomposes the model. It is one whose figures have been looked at: an error is a fault of theirs all the same.
func (d *Decomposed) decomposed(m *trend.Model, at inventory.Source) (*Decomposed, inventory.Problems) {
	var err error
	if d.Decomposition, err = trend.Decompose(m); err != nil {
		return nil, inventory.Problems{d.notDecomposed(err, at)}
	}
	d.splitNotes()
	d.ratioNotes()
	return d, nil
}

// notDecomposed names the term that is unfit.
func (d *Decomposed) notDecomposed(err error, at inventory.Source) inventory.Problem {
	out := inventory.Problem{Source: at, Code: "not-decomposed", Severity: inventory.Error,
		Message: inventory.Text{ZH: "无法分解", EN: "it cannot be decomposed: " + err.Error()},
		Hint:    inventory.Text{ZH: "核对所指年份和项的数", EN: "check the figures of the year and term that are named"}}
	if fault := (*trend.Fault)(nil); errors.As(err, &fault) {
		name := d.Terms[fault.Term]
		out.Year = fault.Year
		out.Message = inventory.Text{
			ZH: fmt.Sprintf("无法分解：%d 年“%s”的数为负、大得或小得算不出对数，或不等于各因素之积", fault.Year, name.ZH),
			EN: fmt.Sprintf("it cannot be decomposed: %s of %d is below zero, too large or too small for a logarithm, or not the product of its factors", name.EN, fault.Year)}
	}
	return out
}

// DecomposeTable decomposes the sum of a table's terms between the years from and to, 0 for its first and last. With fewer than two
// years it is nil without a problem, and the years are those of the table.
func DecomposeTable(name string, in io.Reader, from, to int) (out *Decomposed, years []int, problems inventory.Problems) {
	t, problems := workspace.LoadFactorTable(name, in)
	if problems.Failed() {
		return nil, nil, problems
	}
	m := &trend.Model{Factors: t.Factors}
	for _, row := range t.Rows {
		years = append(years, row.Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	for _, year := range years {
		if year >= from && (to == 0 || year <= to) {
			m.Years = append(m.Years, year)
		}
	}
	if len(m.Years) < 2 || from != 0 && m.Years[0] != from || to != 0 && m.Years[len(m.Years)-1] != to {
		return nil, years, problems
	}
	out = &Decomposed{Of: "table", Title: inventory.Text{ZH: filepath.Base(name), EN: filepath.Base(name)}, Subject: inventory.Text{ZH: "总量", EN: "the sum"}}
	terms := map[string]int{}
	for _, row := range t.Rows {
		if key := spelling.Fold(row.Term); slices.Contains(m.Years, row.Year) {
			if _, known := terms[key]; !known {
				terms[key] = len(m.Terms)
				m.Terms, out.Terms = append(m.Terms, row.Term), append(out.Terms, inventory.Text{ZH: row.Term, EN: row.Term})
			}
		}
	}
	m.Figures = make([][]trend.Term, len(m.Years))
	for y := range m.Years {
		m.Figures[y] = make([]trend.Term, len(m.Terms))
	}
	for _, row := range t.Rows {
		if y := slices.Index(m.Years, row.Year); y >= 0 {
			m.Figures[y][terms[spelling.Fold(row.Term)]] = multipliedOut(row.Figures)
		}
	}
	for _, factor := range t.Factors {
		out.Effects = append(out.Effects, inventory.Text{ZH: factor, EN: factor})
	}
	out.absentNotes(m)
	out, found := out.decomposed(m, inventory.Source{File: name})
	return out, years, append(problems, found...)
}

// multipliedOut is the term of the figures; zero if one of them is, whatever others have no figure.
func multipliedOut(figures []decimal.NullDecimal) trend.Term {
	out := trend.Term{Size: decimal.NewFromInt(1)}
	for _, figure := range figures {
		if !figure.Valid {
			out.Factors = append(out.Factors, trend.Factor{})
			continue
		}
		out.Size, out.Factors = out.Size.Mul(figure.Decimal), append(out.Factors, trend.Plain(figure.Decimal))
	}
	return out
}

// absentNotes names the terms that have no row in some years: they count as nothing there, all of their factors at once.
func (d *Decomposed) absentNotes(m *trend.Model) {
	for i, name := range d.Terms {
		var without []int
		for y, year := range m.Years {
			if m.Figures[y][i].Factors == nil {
				without = append(without, year)
			}
		}
		if without != nil {
			d.Notes = append(d.Notes, inventory.Text{
				ZH: fmt.Sprintf("“%s”在 %s 年没有行，按 0 计：各因素都没有数。知道是哪个因素为 0 的，写一行并填 0，效应就归它", name.ZH, YearList(without)),
				EN: fmt.Sprintf("%s has no row in %s and counts as 0 there, none of its factors having a figure. Where it is known which factor is 0, write the row with that 0: the effect is then its own", name.EN, YearList(without))})
		}
	}
}
