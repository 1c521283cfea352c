package exhibit

func (m *maker) totals() {}
