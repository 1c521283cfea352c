package page_test

import "testing"

// BenchmarkFirstPaint reports how long it takes Chromium from the opening of the ten-year district's page to the first paint of
// content, and to all charts drawn.
func BenchmarkFirstPaint(b *testing.B) {
	html := district(b).html
	x := openPage(b, laptop, "district", html)
	x.ready()
	var paint, loaded float64
	for b.Loop() {
		x = x.reopen(b, "district", html)
		x.ready()
		paint += run[float64](x, "performance.getEntriesByName('first-contentful-paint')[0].startTime")
		loaded += run[float64](x, "performance.getEntriesByType('navigation')[0].loadEventEnd")
	}
	b.ReportMetric(paint/float64(b.N), "ms/paint")
	b.ReportMetric(loaded/float64(b.N), "ms/load")
	b.ReportMetric(float64(len(html))/1e6, "MB")
}
