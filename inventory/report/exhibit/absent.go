package exhibit

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/report"
)

// Absence is a table of the reports that is not there, and why: what the analysis said, or the reason in words.
type Absence struct {
	ID       string
	Part     inventory.Text
	Why      inventory.Text
	Problems inventory.Problems // errors; empty where the data do not ask for the table
}

// expected are the tables that readers look for, by how their ids begin, with the part of the subject that they rest on and why they are
// not there where nothing was said of it.
var expected = []struct {
	id, rests string
	part, why inventory.Text
}{
	{"fuels", "", inventory.Text{ZH: "燃料与部门", EN: "fuels by branch"}, inventory.Text{ZH: "没有燃料燃烧 CO2 的数", EN: "there is no figure of CO2 of fuel combustion"}},
	{"reference", "", inventory.Text{ZH: "参考方法及其与部门法的比较", EN: "reference approach and its comparison"}, inventory.Text{ZH: "没有能源平衡表", EN: "there is no energy balance"}},
	{"balance", "", inventory.Text{ZH: "能源平衡表的活动数据", EN: "activities from the energy balance"}, inventory.Text{ZH: "没有取自能源平衡表的活动数据", EN: "no activity is taken from an energy balance"}},
	{"energy_accounts", "", inventory.Text{ZH: "化石能源 CO2 与可再生能源年度账", EN: "yearly accounts of fossil CO2 and of renewable energy"}, inventory.Text{ZH: "没有年度账的数据", EN: "there are no data of the accounts"}},
	{"emitters", "", inventory.Text{ZH: "重点企业核查数与计算数", EN: "key emitters, verified and computed"}, inventory.Text{ZH: "没有重点企业的核查数", EN: "there are no verified figures of key emitters"}},
	{"uncertainty", "uncertainty", inventory.Text{ZH: "不确定度", EN: "uncertainty"}, inventory.Text{ZH: "没有可分析的数", EN: "there is no figure to analyse"}},
	{"keys.", "uncertainty", inventory.Text{ZH: "关键类别", EN: "key categories"}, inventory.Text{ZH: "没有可分析的数", EN: "there is no figure to analyse"}},
	{"intensity", "intensity", inventory.Text{ZH: "强度", EN: "intensity"}, inventory.Text{ZH: "没有产值等统计指标", EN: "there are no statistics of output"}},
	{"targets", "intensity", inventory.Text{ZH: "目标", EN: "targets"}, inventory.Text{ZH: "没有规划指标", EN: "there are no targets of a plan"}},
	{"decomposition.co2", "decomposition.co2", inventory.Text{ZH: "燃烧 CO2 的因素分解", EN: "decomposition of CO2 of fuel combustion"}, singleYear},
	{"decomposition.industry", "decomposition.industry", inventory.Text{ZH: "工业分行业的因素分解", EN: "decomposition of industry by branch"}, singleYear},
	{"decomposition.intensity", "decomposition.intensity", inventory.Text{ZH: "强度的因素分解", EN: "decomposition of the intensity"}, singleYear},
	{"recalculation", "", inventory.Text{ZH: "重新计算", EN: "recalculation"}, inventory.Text{ZH: "没有与以前提交的清单比较", EN: "it was not compared with what was sent before"}},
	{"explanations", "", inventory.Text{ZH: "差异说明", EN: "explanations of differences"}, inventory.Text{ZH: "records/explanations.csv 没有内容", EN: "records/explanations.csv has none"}},
	{"assumptions", "", inventory.Text{ZH: "假设与决定", EN: "assumptions and decisions"}, inventory.Text{ZH: "records/ 没有决定", EN: "records/ has none"}},
	{"suppressions", "", inventory.Text{ZH: "已说明的问题", EN: "suppressions"}, inventory.Text{ZH: "没有", EN: "there are none"}},
	{"crosswalk.", "crosswalk", inventory.Text{ZH: "与其他分类的对照", EN: "crosswalks"}, inventory.Text{ZH: "没有对照表", EN: "there are no crosswalks"}},
}

var singleYear = inventory.Text{ZH: "没有可比较的两年", EN: "there are no two years to compare"}

// unchanged is why there is no table of a comparison that found nothing.
var unchanged = inventory.Text{ZH: "与以前提交的清单相比，各年的数没有变化", EN: "nothing has changed against what was sent before"}

// Absences are the tables that are not in the list.
func Absences(s *report.Subject, list []*Exhibit) (out []Absence) {
	for _, of := range expected {
		if slices.ContainsFunc(list, func(x *Exhibit) bool { return strings.HasPrefix(x.ID, of.id) }) {
			continue
		}
		absent := Absence{ID: strings.TrimSuffix(of.id, "."), Part: of.part, Why: of.why}
		if of.id == "recalculation" && s.Bridge != nil {
			absent.Why = unchanged
		}
		for _, lack := range s.Lacking {
			if lack.ID == of.rests {
				absent.Problems = append(absent.Problems, lack.Problems...)
			}
		}
		absent.Problems = slices.DeleteFunc(absent.Problems, func(p inventory.Problem) bool { return p.Severity < inventory.Error })
		out = append(out, absent)
	}
	return out
}
