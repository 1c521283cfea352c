package inventory

import "testing"

// TestPrintedKey takes numbering from names, and neither years nor the numbers of things.
func TestPrintedKey(t *testing.T) {
	for printed, want := range map[string]string{
		"1.火力发电":    "火力发电",
		"（一）粮食":     "粮食",
		"二、加工转换":    "加工转换",
		"3 大豆":      "大豆",
		"其中：2、玉米":   "玉米",
		"1号窑":       "1号窑",
		"2 号窑":      "2号窑",
		"２０１９年末存栏":  "2019年末存栏",
		"2019.产量":   "2019产量",
		"360公司":     "360公司",
		"13农副食品加工业": "13农副食品加工业",
		"06":        "06",
	} {
		if got := PrintedKey(printed); got != want {
			t.Errorf("%s: %q, want %q", printed, got, want)
		}
	}
}
