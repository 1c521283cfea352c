package report

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/crosswalk"
	"ghg/inventory/disclosure"
	"ghg/inventory/engine"
	"ghg/inventory/uncertainty"
	"ghg/inventory/workspace"
)

// Subject is all that the reports of one district tell, computed once, so that no two of them can say different things. What
// the data do not bear is nil or empty, and Lacking says why.
type Subject struct {
	Engine      *engine.Engine
	Workspace   *workspace.Workspace
	Result      *engine.Result // of every year
	Year, Base  int            // that is told of, and that trends count from: the same where there is no trend
	Intensities *engine.Intensities
	Projections []engine.Projection
	Scenario    *engine.Scenario
	Uncertainty *engine.Uncertainty // with Approach 2 only where draws were asked for
	Keys        *Keys
	Effects     []*engine.Decomposed // of those of engine.Decomposable that the data bear, in their order
	Bridge      *Recalculation       // from what was sent before; nil if nothing was, or it was not asked for
	Crosswalks  []*crosswalk.Result  // the inventory by the rows of other schemes
	Mask        *disclosure.Mask     // what must not be shown; nil: everything may be
	Lacking     []Lack
	said        inventory.Problems // of all analyses, also of those that the data bear
}

// Lack is a part of the reports that the data do not bear, and why. What was said of a part that is there is no lack.
type Lack struct {
	ID       string // intensity, scenario, uncertainty, crosswalk, decomposition.co2 and others of engine.Decomposable
	Part     inventory.Text
	Problems inventory.Problems
}

// Inventory is the inventory of every year.
func (s *Subject) Inventory() *inventory.Inventory { return s.Result.Inventory }

// SubjectOptions say what is told of, as engine.UncertaintyOptions say how it is analysed.
type SubjectOptions struct {
	Year       int // 0: the latest
	Base       int // 0: that of the workspace
	Prices     int // year at whose prices output stands; 0: the base year
	Draws      int // of Approach 2; engine.NoDraws for none
	Seed       uint64
	Workers    int
	Thresholds uncertainty.KeyAnalysis // of key categories; the zero value: 95 % and 90 %, the trend of 2006
}

// Gather computes all that the reports tell of a compiled workspace. Problems are those of the analyses; none of them keeps the
// inventory itself from being reported.
func Gather(e *engine.Engine, ws *workspace.Workspace, result *engine.Result, o SubjectOptions) (*Subject, inventory.Problems) {
	s := &Subject{Engine: e, Workspace: ws, Result: result, Year: o.Year}
	if s.Year == 0 {
		s.Year = slices.Max(result.Inventory.Years)
	}
	s.Intensities = e.Intensities(ws, result, o.Base, o.Prices)
	s.Base = s.Intensities.Base
	if !slices.Contains(result.Inventory.Years, s.Base) || s.Base > s.Year {
		s.Base = s.Year
	}
	s.lacks("intensity", inventory.Text{ZH: "强度与目标", EN: "intensity and targets"}, s.Intensities.Problems(), len(s.Intensities.Series) == 0 && len(s.Intensities.Plan) == 0)
	s.outlook(e)
	s.uncertain(o)
	s.effects()
	s.crosswalks()
	return s, s.said.Sorted()
}

// lacks notes what was said of a part, and that the reports lack it where it is absent.
func (s *Subject) lacks(id string, part inventory.Text, problems inventory.Problems, absent bool) {
	s.said = append(s.said, problems...)
	if absent && len(problems) > 0 {
		s.Lacking = append(s.Lacking, Lack{id, part, problems.Sorted()})
	}
}

// outlook adds the scenarios of the target year, if one is to come.
func (s *Subject) outlook(e *engine.Engine) {
	target := s.Intensities.TargetYear()
	if target <= slices.Max(s.Workspace.Config.Years) {
		return
	}
	if len(s.Workspace.Measures) > 0 {
		s.Scenario = e.Scenario(s.Workspace, target)
		s.lacks("scenario", inventory.Text{ZH: "情景", EN: "scenario"}, s.Scenario.Problems, s.Scenario.Problems.Failed())
	}
	s.Projections = s.Intensities.Project(target, s.Scenario)
}

// uncertain adds the uncertainties and the key categories, which rest on them.
func (s *Subject) uncertain(o SubjectOptions) {
	u := s.Engine.Uncertainty(s.Workspace, s.Result, s.Intensities, engine.UncertaintyOptions{Year: s.Year, Base: s.Base, Draws: o.Draws, Seed: o.Seed, Workers: max(1, o.Workers), Level: engine.GuideLevel})
	s.lacks("uncertainty", inventory.Text{ZH: "不确定度", EN: "uncertainty"}, u.Problems, u.Problems.Failed())
	if u.Problems.Failed() {
		return
	}
	analysis := o.Thresholds
	if analysis.Threshold1.IsZero() {
		analysis.Threshold1, analysis.Threshold2 = decimal.NewFromInt(95), decimal.NewFromInt(90) // the defaults of the keys verb
	}
	analysis.Trend = cmp.Or(analysis.Trend, uncertainty.Trend2006)
	s.Uncertainty, s.Keys = u, KeysOf(u, analysis)
}

// crosswalks brings the inventory to the rows of other schemes.
func (s *Subject) crosswalks() {
	results, err := Crosswalks(s.Engine, s.Inventory())
	if err != nil {
		s.lacks("crosswalk", inventory.Text{ZH: "与其他分类的对照", EN: "crosswalks"}, inventory.Problems{{Source: inventory.Source{File: "seeds/crosswalks"}, Code: "crosswalks", Severity: inventory.Error,
			Message: inventory.Text{ZH: "对照表读不出来：" + err.Error(), EN: "the crosswalks cannot be read: " + err.Error()}}}, true)
		return
	}
	s.Crosswalks = results
}

// decomposed names what is decomposed.
var decomposed = map[string]inventory.Text{
	"co2":       {ZH: "燃烧 CO2 的因素分解", EN: "decomposition of CO2 of fuel combustion"},
	"industry":  {ZH: "工业分行业的因素分解", EN: "decomposition of industry by branch"},
	"intensity": {ZH: "强度的因素分解", EN: "decomposition of the intensity"},
}

// effects adds the decompositions that the data bear.
func (s *Subject) effects() {
	if len(s.Inventory().Years) < 2 {
		return
	}
	for _, of := range engine.Decomposable {
		d, problems := engine.Decompose(s.Workspace, s.Result, of)
		s.lacks("decomposition."+of, decomposed[of], problems, problems.Failed())
		if !problems.Failed() {
			s.Effects = append(s.Effects, d)
		}
	}
}
