package industry

import (
	"ghg/inventory"
	"ghg/inventory/expr"
)

// sodaAsh serves natural soda ash, by the soda ash made or by the trona used. Soda ash of the Solvay process has no net CO2
// but that of its coke, which is counted with the fuels.
func sodaAsh() []*inventory.Method {
	const source = chemicals2006 + "Eq 3.14 p3.52"
	trona := inventory.Input{Name: "trona_used", Symbol: "M_trona", Unit: "t", Title: inventory.Text{ZH: "天然碱用量", EN: "trona used"}}
	purity := inventory.Input{Name: "purity_fraction", Symbol: "PUR", Unit: "fraction", Factor: true, Title: inventory.Text{ZH: "天然碱纯度", EN: "purity of the trona"}}
	return []*inventory.Method{
		byOutput{id: "2.B.7/t1/CO2", tier: "1", source: source, zh: "天然碱法纯碱生产", en: "Natural soda ash production"}.method(),
		{
			ID: "2.B.7/trona/CO2", Category: "2.B.7", Gas: "CO2", Tier: "1", Source: source + "; purity where it is not known p3.54",
			Title:   inventory.Text{ZH: "天然碱法纯碱生产（按天然碱用量）CO2", EN: "Natural soda ash production by trona used, CO2"},
			Inputs:  []inventory.Input{trona, purity, perOutput("CO2")},
			Formula: TronaCO2,
		},
	}
}

// TronaCO2 is the CO2 of trona calcined: M·PUR·EF, the factor being that of pure trona.
func TronaCO2(in inventory.Inputs) expr.Node {
	return expr.Mul(in.Activity("trona_used"), in.Factor("purity_fraction"), in.Factor("emission_factor"))
}
