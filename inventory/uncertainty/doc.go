// Package uncertainty says how certain the figures of an inventory are: by the propagation of errors (Approach 1 of the 2006 IPCC
// Guidelines) and by the simulation of all that they rest on (Approach 2).
package uncertainty
