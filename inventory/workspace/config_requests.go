package workspace

import (
	"time"

	"ghg/inventory"
	"ghg/inventory/table"
)

// deadline checks the day by which departments are asked for their figures; that of leap years alone would be none in others.
func (s *settings) deadline() {
	day := s.Config.Requests.Deadline
	if day == "" {
		s.Config.Requests.Deadline = "06-30"
		return
	}
	if _, err := time.Parse("2006-01-02", "2001-"+day); err != nil {
		s.refuse(inventory.Text{ZH: "requests.deadline = “" + table.Excerpt(day) + "”不是月-日", EN: `requests.deadline = "` + table.Excerpt(day) + `" is no month and day`},
			inventory.Text{ZH: "写次年的月-日，如 \"06-30\"", EN: `write the day of the year after as MM-DD, such as "06-30"`}, "bad-deadline", "requests", "deadline")
	}
}
