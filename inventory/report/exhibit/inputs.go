package exhibit

func (m *maker) inputs() {}
