package exhibit

func (m *maker) changes() {}
