package workspace

import (
	"slices"
	"strings"

	"ghg/inventory"
	"ghg/inventory/spelling"
	"ghg/inventory/table"
)

// region finds the name by which tables know the district, by its code or else its name. A district that the tables do
// not know is looked up as its province.
func (s *settings) region() {
	regions, r := s.voc.Regions, &s.Region
	byCode, hasCode := regions.Lookup(r.Code)
	byName, hasName := regions.Lookup(r.Name)
	switch {
	case r.Code == "" || r.Name == "":
		s.refuse(inventory.Text{ZH: "没有写区县的代码 code 与名称 name", EN: "the region has no code or no name"},
			inventory.Text{ZH: "如 [region] code = \"500151\" name = \"铜梁区\"", EN: `such as [region] code = "500151" name = "铜梁区"`}, "no-region", "region")
	case !inventory.IsRegionCode(r.Code):
		s.refuse(inventory.Text{ZH: "区县代码“" + table.Excerpt(r.Code) + "”不是六位数字", EN: `the code "` + table.Excerpt(r.Code) + `" of the region is not six digits`},
			inventory.Text{ZH: "写 GB/T 2260 的六位行政区划代码，如 500151", EN: "write the six digits of the administrative code (GB/T 2260), such as 500151"}, "bad-region-code", "region", "code")
	case hasCode && hasName && byCode != byName:
		s.contradicts(inventory.Text{}, inventory.Text{ZH: "改正其中一个", EN: "mend one of them"})
	case hasCode && !hasName: // the tables know who has the code, and by which names
		s.contradicts(inventory.Text{ZH: "：该代码属于" + regions.ZH(byCode), EN: ": the code is that of " + byCode},
			inventory.Text{ZH: "改正其中一个；名称写全称，如“铜梁区”", EN: "mend one of them; the name is the full one, such as 铜梁区"})
	case hasName && regions.Code(byName) != "" && !hasCode:
		s.contradicts(inventory.Text{ZH: "：" + regions.ZH(byName) + "的代码是 " + regions.Code(byName), EN: ": the code of " + byName + " is " + regions.Code(byName)},
			inventory.Text{ZH: "改正其中一个", EN: "mend one of them"})
	case hasName:
		r.Key = byName
		s.province()
	default:
		s.byProvince()
	}
}

func (s *settings) contradicts(why, hint inventory.Text) {
	code, name := s.Region.Code, table.Excerpt(s.Region.Name)
	s.refuse(inventory.Text{ZH: "代码 " + code + " 与名称“" + name + "”不是同一个区县" + why.ZH, EN: "code " + code + ` and name "` + name + `" are different regions` + why.EN},
		hint, "region-contradicts", "region", "name")
}

// province checks that the district lies in the province, if one is named.
func (s *settings) province() {
	written := s.Region.Province
	if written == "" {
		return
	}
	regions := s.voc.Regions
	province, known := regions.Lookup(written)
	if known && slices.Contains(regions.Chain(s.Region.Key), province) {
		return
	}
	own := ""
	for _, at := range regions.Chain(s.Region.Key) {
		if regions.Kind(at) == "province" {
			own = at
		}
	}
	s.refuse(inventory.Text{ZH: "“" + table.Excerpt(s.Region.Name) + "”不在“" + table.Excerpt(written) + "”", EN: table.Excerpt(s.Region.Name) + ` does not lie in "` + table.Excerpt(written) + `"`},
		inventory.Text{ZH: "它在" + regions.ZH(own) + "；改正 province", EN: "it lies in " + own + ": mend province"}, "province-contradicts", "region", "province")
}

// byProvince looks a district up as its province.
func (s *settings) byProvince() {
	regions := s.voc.Regions
	province, known := regions.Lookup(s.Region.Province)
	if !known || regions.Kind(province) != "province" {
		s.refuse(inventory.Text{ZH: "不认识的区县“" + table.Excerpt(s.Region.Name) + "”，也不认识其省份", EN: `unknown region "` + table.Excerpt(s.Region.Name) + `", and its province too`},
			suggest(regions.Nearest(table.Excerpt(s.Region.Name)), inventory.Text{ZH: "至少写出所在省份 province，如“重庆市”", EN: "name at least its province, such as Chongqing"}), "unknown-region", "region", "name")
		return
	}
	s.Region.Key = province
	note := refusal(s.at([]string{"region", "name"}), "region-by-province",
		inventory.Text{ZH: "因子表不认识“" + table.Excerpt(s.Region.Name) + "”，从其省份起查因子", EN: `the tables of factors do not know "` + table.Excerpt(s.Region.Name) + `": factors are looked up from its province on`},
		inventory.Text{ZH: "不用改；有本区自己的因子时写在 factors/，优先使用", EN: "nothing need be done; factors of the district's own go into factors/ and come first"})
	note.Severity = inventory.Info
	s.problems.Add(note)
}

// gridKinds are the regions by which factors of electricity are told apart.
var gridKinds = []string{"province", "power grid"}

// grid brings the region of the power grid to its name in the tables.
func (s *settings) grid() {
	written := s.Region.GridRegion
	if written == "" {
		return
	}
	known, ok := s.voc.Regions.Lookup(written)
	if ok && slices.Contains(gridKinds, s.voc.Regions.Kind(known)) {
		s.Region.GridRegion = known
		return
	}
	s.refuse(inventory.Text{ZH: "不认识的电网区域“" + table.Excerpt(written) + "”", EN: `unknown grid region "` + table.Excerpt(written) + `"`},
		suggest(s.voc.Regions.NearestOf(table.Excerpt(written), gridKinds...), inventory.Text{ZH: "写省份或区域电网，如“重庆市”、“西南电网”；不写则同本区县",
			EN: "a province or a regional grid, such as 重庆市, 西南电网; left out, it is the district's own"}), "unknown-grid-region", "region", "grid_region")
}

// equipmentRegions are those for which the tables state factors of electrical equipment (IPCC 2006 V3 Tables 8.2–8.4 p8.15–8.16);
// the first counts unless another is named.
var equipmentRegions = []string{"Europe", "Japan", "United States"}

// equipment brings the region whose electrical equipment is like the district's to its name in the tables.
func (s *settings) equipment() {
	written := s.Region.EquipmentRegion
	if written == "" {
		s.Region.EquipmentRegion = equipmentRegions[0]
		return
	}
	known, ok := s.voc.Regions.Lookup(written)
	if ok && slices.Contains(equipmentRegions, known) {
		s.Region.EquipmentRegion = known
		return
	}
	list := strings.Join(equipmentRegions, ", ")
	s.refuse(inventory.Text{ZH: "电力设备因子没有地区“" + table.Excerpt(written) + "”", EN: `no factors of electrical equipment are of the region "` + table.Excerpt(written) + `"`},
		suggest(spelling.Nearest(table.Excerpt(written), equipmentRegions), inventory.Text{ZH: "可用：" + list + "；不写则为 " + equipmentRegions[0],
			EN: "one of " + list + "; left out, it is " + equipmentRegions[0]}), "unknown-equipment-region", "region", "equipment_region")
}
