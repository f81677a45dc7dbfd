// One connection to the server for all tabs of a site: a browser opens but six to one host.
"use strict";
const tabs = new Set();
let state = null;
const source = new EventSource("events");

function tell(type, data) {
  for (const tab of tabs) tab.postMessage({ type, data });
}

source.addEventListener("state", (event) => {
  state = JSON.parse(event.data);
  tell("state", state);
});
source.addEventListener("change", (event) => {
  const change = JSON.parse(event.data);
  if (state) state.build = change.build;
  tell("change", change);
});
source.addEventListener("error", () => {
  if (source.readyState === EventSource.CLOSED) tell("gone", null);
});
onconnect = (event) => {
  const tab = event.ports[0];
  tabs.add(tab);
  tab.onmessage = () => tabs.delete(tab);
  if (source.readyState === EventSource.CLOSED) tab.postMessage({ type: "gone", data: null });
  else if (state) tab.postMessage({ type: "state", data: state });
};
