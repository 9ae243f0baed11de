/** An instance whose methods keep it: what a proxy stands before can still reach its private fields. */
export function bound<Instance extends object>(instance: Instance): Instance {
  return new Proxy(instance, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
