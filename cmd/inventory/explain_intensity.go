package main

import (
	"slices"
	"strings"

	"ghg/inventory/engine"
	"ghg/inventory/report"
)

// intensityFigures are the words before the colon of --figure, and the figure of an intensity that each means.
var intensityFigures = map[string]string{"intensity": "value", "decline": "annual", "cumulative": "direct", "chained": "chained", "numerator": "numerator", "output": "output"}

// assessmentFigures are the figures of the official account after assessment:.
var assessmentFigures = []string{"intensity", "annual", "cumulative", "recomputed", "one_factor"}

// pageFigures are the words before the colon of --figure for what else the page of inventory intensity prints.
var pageFigures = []string{"target", "energy", "projection", "stated"}

// ofIntensity tells whether --figure asks for a figure of inventory intensity.
func ofIntensity(figure string) bool {
	kind, _, has := strings.Cut(figure, ":")
	return has && (intensityFigures[kind] != "" || kind == "assessment" || slices.Contains(pageFigures, kind))
}

// explainIntensity explains a figure of an intensity or of the official account, of each year asked for that has it.
func (p *program) explainIntensity(args []string, figure string, o intensityOptions, depth int) error {
	if p.format == "json" {
		return p.allow("table", "csv", "md")
	}
	i, err := p.intensities(args, o)
	if err != nil {
		return err
	}
	result := i.result
	x := p.explainer(result.Inventory, depth)
	kind, id, _ := strings.Cut(figure, ":")
	if slices.Contains(pageFigures, kind) {
		return p.laidOut(x, p.explainPage(x, i, kind, id, o.target, depth))
	}
	show := func(year int) (bool, error) { return x.Assessment(p.out, i.Assessment, id, year, depth) }
	if kind == "assessment" {
		switch {
		case !slices.Contains(assessmentFigures, id):
			return usage("没有 --figure assessment:%[1]s；可用：%[2]s", "no --figure assessment:%[1]s; one of: %[2]s", id, strings.Join(assessmentFigures, ", "))
		case i.Assessment == nil:
			return usage("没有考核核算：indicators.csv 没有煤、油、气的标准量", "there is no official account: indicators.csv has no coal, oil and gas in standard coal")
		}
	} else {
		at := slices.IndexFunc(i.Series, func(s *engine.Intensity) bool { return s.ID == id })
		if at < 0 {
			var known []string
			for _, s := range i.Series {
				known = append(known, s.ID)
			}
			return usage("没有强度 %[1]q；可用：%[2]s", "no intensity %[1]q; one of: %[2]s", id, strings.Join(known, ", "))
		}
		show = func(year int) (bool, error) {
			return x.Intensity(p.out, i.Series[at], intensityFigures[kind], year, depth)
		}
	}
	shown := 0
	years := result.Inventory.Years
	if kind == "assessment" {
		years = i.Assessment.Reach()
	}
	for _, year := range years {
		if p.year != 0 && year != p.year || p.from != 0 && year < p.from || p.to != 0 && year > p.to {
			continue
		}
		p.between(shown, x)
		ok, err := show(year)
		if err != nil {
			return err
		}
		if ok {
			shown++
		}
	}
	if shown == 0 {
		return usage("这些年份没有 %[1]s：缺分子、分母或上一年", "these years have no %[1]s: the numerator, the denominator or the year before is missing", figure)
	}
	return p.laidOut(x, nil)
}

// explainPage explains what the page prints beside intensities: where a target stands, energy, projections and stated declines.
func (p *program) explainPage(x *report.Explainer, i *assessed, kind, id string, target, depth int) error {
	var all []engine.Opened
	switch kind {
	case "target":
		all = i.OpenedTarget(id)
	case "energy":
		all = i.OpenedEnergy()
	case "stated":
		all = i.OpenedStated()
	case "projection":
		projections, _, err := p.outlook(i, target)
		if err != nil {
			return err
		}
		all = engine.OpenedProjections(projections)
	}
	shown := 0
	for _, one := range all {
		outside := p.year != 0 && one.Year != p.year || p.from != 0 && one.Year < p.from || p.to != 0 && one.Year > p.to
		if outside || kind == "projection" && id != "" && one.ID != id {
			continue
		}
		p.between(shown, x)
		shown++
		if err := x.Opened(p.out, one, depth); err != nil {
			return err
		}
	}
	if shown == 0 {
		return usage("这些年份没有 --figure %[1]s:%[2]s；target: 后写指标名，energy:、stated: 后可空，projection: 后写强度", "these years have no --figure %[1]s:%[2]s; an indicator stands after target:, nothing need stand after energy: and stated:, an intensity after projection:", kind, id)
	}
	return nil
}
