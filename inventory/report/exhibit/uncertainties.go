package exhibit

func (m *maker) uncertainties() {}
