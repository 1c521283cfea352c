package exhibit

func (m *maker) records() {}
