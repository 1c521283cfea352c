package workspace

import (
	"strings"

	"github.com/shopspring/decimal"

	"ghg/inventory"
	"ghg/inventory/quantity"
	"ghg/inventory/table"
)

var judgementSchema = table.Schema{
	{Name: "of", ZH: "变量", Required: true},
	{Name: "uncertainty", ZH: "不确定度"},
	{Name: "low", ZH: "下限"},
	{Name: "high", ZH: "上限"},
	{Name: "bounds", ZH: "界限"},
	{Name: "distribution", ZH: "分布"},
	{Name: "points", ZH: "离散值"},
	{Name: "expert", ZH: "专家", Required: true},
	{Name: "by", ZH: "决定人", Required: true},
	{Name: "date", ZH: "日期", Required: true},
	{Name: "reason", ZH: "理由", Required: true},
}

type judgementRow struct {
	Of           string `csv:"of"`
	Uncertainty  string `csv:"uncertainty"`
	Low          string `csv:"low"`
	High         string `csv:"high"`
	Bounds       string `csv:"bounds"`
	Distribution string `csv:"distribution"`
	Points       string `csv:"points"`
	Expert       string `csv:"expert"`
	By           string `csv:"by"`
	Date         string `csv:"date"`
	Reason       string `csv:"reason"`
}

// judgements reads records/judgements.csv. Whether there are such variables, and whether their figures lie within the bounds, is for
// those who know the inventory to say.
func (l *loader) judgements(name string) {
	seen := map[inventory.Pattern]inventory.Place{}
	withPoints := append(distributions(), word{inventory.Discrete, "离散"})
	rows(l, name, judgementSchema, func(r *row, c *judgementRow) {
		out := inventory.Judgement{Of: r.pattern("of", c.Of), Stated: r.stated(c.Uncertainty, c.Low, c.High, c.Bounds), Distribution: r.oneOf("distribution", c.Distribution, withPoints),
			Points: r.points(c.Points), Expert: r.must("expert", c.Expert), Signed: r.signed(c.By, c.Date, c.Reason)}
		if out.Stated != nil {
			r.within(nil, out.Stated.Stated.Low, out.Stated.Stated.High)
		}
		r.judged(c, out.Distribution)
		if c.Points != "" {
			out.Distribution = inventory.Discrete
		}
		if r.bad {
			return
		}
		if before, twice := seen[out.Of]; twice {
			r.twice("judgement-twice", before)
			return
		}
		seen[out.Of] = r.place
		l.ws.Judgements = append(l.ws.Judgements, out)
	})
}

// judged holds the columns of a judgement to each other.
func (r *row) judged(c *judgementRow, law string) {
	spread := c.Uncertainty != "" || c.Low != "" || c.High != ""
	switch {
	case !spread && c.Points == "" && c.Distribution == "":
		r.refuse("uncertainty", "judgement-of-nothing",
			inventory.Text{ZH: "没有写判断：不确定度、上下限、分布、离散值都是空的", EN: "the row judges nothing: uncertainty, low, high, distribution and points are all blank"},
			inventory.Text{ZH: "写 95% 置信水平下的 ± 百分数，或上下限，或离散值", EN: "give ± per cent at 95 %, or low and high, or points"})
	case c.Bounds != "" && c.Low == "" && c.High == "" && c.Uncertainty == "" && c.Points == "":
		r.refuse("bounds", "bounds-of-nothing",
			inventory.Text{ZH: "写了界限是哪一种，而没有上下限", EN: "bounds says what low and high are, and both are blank"},
			inventory.Text{ZH: "填上下限，或清空界限", EN: "give low and high, or clear bounds"})
	case law == inventory.Discrete && c.Points == "":
		r.refuse("points", "judgement-without-points",
			inventory.Text{ZH: "离散分布没有写离散值", EN: "a discrete distribution has no points"}, pointsHint)
	case c.Points != "" && (spread || c.Bounds != ""):
		r.refuse("points", "two-uncertainties",
			inventory.Text{ZH: "离散值与不确定度、上下限只能填一种", EN: "give either points or uncertainty, low and high, not both"}, inventory.Text{ZH: "删去其中一种", EN: "remove one of them"})
	case c.Points != "" && law != "" && law != inventory.Discrete:
		r.refuse("distribution", "points-of-another-law",
			inventory.Text{ZH: "写了离散值，而分布是 " + law, EN: "points are given, and the distribution is " + law},
			inventory.Text{ZH: "分布写 discrete（离散）或留空；否则清空离散值", EN: "write discrete or leave distribution blank; else clear points"})
	}
}

var pointsHint = inventory.Text{ZH: "写成 值:概率;值:概率，如 0.5:0.2;0.8:0.8，概率大于零，合计为 1", EN: "write value:probability;value:probability, as in 0.5:0.2;0.8:0.8, with probabilities above zero that add up to 1"}

// wide turns the signs between points as a Chinese keyboard writes them into plain ones.
var wide = strings.NewReplacer("；", ";", "：", ":")

// points reads the values of a discrete law with their probabilities, nil for a blank cell.
func (r *row) points(text string) (out []inventory.DiscretePoint) {
	if text == "" {
		return nil
	}
	fault := func(zh, en string) []inventory.DiscretePoint {
		r.refuse("points", "bad-points", inventory.Text{ZH: "离散值“" + table.Excerpt(text) + "”：" + zh, EN: `points "` + table.Excerpt(text) + `": ` + en}, pointsHint)
		return nil
	}
	sum := decimal.Zero
	for part := range strings.SplitSeq(strings.TrimRight(wide.Replace(text), "; "), ";") {
		left, right, both := strings.Cut(part, ":")
		value, notValue := quantity.Parse(strings.TrimSpace(left))
		probability, notProbability := quantity.Parse(strings.TrimSpace(right))
		switch {
		case !both || notValue != nil || notProbability != nil:
			return fault("“"+table.Excerpt(part)+"”不是 值:概率", `"`+table.Excerpt(part)+`" is not value:probability`)
		case !probability.IsPositive():
			return fault("概率 "+probability.String()+" 应大于零", "the probability "+probability.String()+" must be above zero")
		}
		for _, before := range out {
			if before.Value.Equal(value) {
				return fault("值 "+value.String()+" 写了两次", "the value "+value.String()+" stands there twice")
			}
		}
		out, sum = append(out, inventory.DiscretePoint{Value: value, Probability: probability}), sum.Add(probability)
	}
	if one := decimal.NewFromInt(1); !sum.Equal(one) {
		return fault("概率合计 "+sum.String()+"，应为 1", "the probabilities add up to "+sum.String()+", not to 1")
	}
	if len(out) < 2 {
		return fault("只有一个值，没有不确定度", "there is one value only, which is certain")
	}
	return out
}

// distributions are the laws that a row of a figure may name.
func distributions() (out []word) {
	for _, d := range inventory.Distributions() {
		out = append(out, word{d.Name, d.ZH})
	}
	return out
}
