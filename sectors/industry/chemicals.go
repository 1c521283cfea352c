package industry

import (
	"strings"

	"ghg/inventory"
	"ghg/inventory/expr"
)

// The guides that several processes of the chemical industry cite.
const (
	chemicals2011 = "省级温室气体清单编制指南（试行）2011 第二章 工业生产过程（正文未见印刷本）"
	chemicals2006 = "IPCC 2006 V3 "
	chemicals2019 = "IPCC 2019 Refinement V3 "
)

// chemicalOutput is the mass of product of a process.
var chemicalOutput = inventory.Input{Name: "production", Symbol: "P", Unit: "t", Title: inventory.Text{ZH: "产品产量", EN: "product made"}}

// perOutput is an emission factor per mass of product, or of what is used.
func perOutput(gas string) inventory.Input {
	return inventory.Input{Name: "emission_factor", Symbol: "EF_" + gas, Unit: "t " + gas + "/t", Factor: true, Gas: gas,
		Title: inventory.Text{ZH: gas + "排放因子", EN: gas + " emission factor"}}
}

// byOutput is a method of the id that multiplies an activity, the mass of product if none is named, by the emission factor of the
// gas. Sets are the factor sets that the equation names.
type byOutput struct {
	id, tier, source, zh, en string
	activity                 inventory.Input
	sets                     []string
}

func (p byOutput) method() *inventory.Method {
	category, rest, _ := strings.Cut(p.id, "/")
	_, gas, _ := strings.Cut(rest, "/")
	if p.activity.Name == "" {
		p.activity = chemicalOutput
	}
	factor := perOutput(gas)
	factor.Sets = p.sets
	return &inventory.Method{
		ID: p.id, Category: category, Gas: gas, Tier: p.tier, Source: p.source,
		Title:   inventory.Text{ZH: p.zh + " " + gas, EN: p.en + " " + gas},
		Inputs:  []inventory.Input{p.activity, factor},
		Formula: perMassOf(p.activity.Name),
	}
}

// perMassOf is the emission by an activity and one factor: P·EF.
func perMassOf(activity string) func(inventory.Inputs) expr.Node {
	return func(in inventory.Inputs) expr.Node {
		return expr.Mul(in.Activity(activity), in.Factor("emission_factor"))
	}
}

// destruction and utilisation are what an abatement system destroys and the part of the time in which it works.
var (
	destruction = inventory.Input{Name: "destruction_factor", Symbol: "DF", Unit: "fraction", Factor: true, Gas: "N2O",
		Title: inventory.Text{ZH: "减排技术销毁因子", EN: "destruction factor of the abatement technology"}}
	utilisation = inventory.Input{Name: "utilisation_factor", Symbol: "ASUF", Unit: "fraction", Factor: true,
		Title: inventory.Text{ZH: "减排系统利用因子", EN: "utilisation factor of the abatement system"}}
)

// ownAbatement are the two as a plant measures them: without them there is no abatement beside that of the emission factor.
func ownAbatement() []inventory.Input {
	destroyed, used := destruction, utilisation
	destroyed.Optional, used.For, used.Own = true, destroyed.Name, true
	return []inventory.Input{destroyed, used}
}

// AbatedN2O is the N2O of a process less what is destroyed: P·EF·(1 − DF·ASUF) (IPCC 2006 V3 Eq 3.6 p3.21, 3.8 p3.28, 3.10
// p3.35; without abatement Eq 3.5, 3.7, 3.9).
func AbatedN2O(in inventory.Inputs) expr.Node {
	return abated(in, expr.Mul(in.Activity("production"), in.Factor("emission_factor")))
}

func abated(in inventory.Inputs, generated expr.Node) expr.Node {
	if !in.Has("destruction_factor") {
		return generated
	}
	return expr.Mul(generated, expr.Sub(expr.Int(1), expr.Mul(in.Factor("destruction_factor"), in.Factor("utilisation_factor"))))
}
