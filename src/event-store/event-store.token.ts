/** The event store that the settings name, for Nest to inject. */
export const EVENT_STORE = Symbol('EventStore');
