package exhibit

func (m *maker) sectors() {}
