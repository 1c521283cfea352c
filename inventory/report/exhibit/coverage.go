package exhibit

func (m *maker) coverage() {}
