import { Component, type ComponentType, createElement, type FunctionComponent } from "preact";

/** The same component, drawn again only when one of its properties is another one. */
export function memo<Props extends object>(Inner: FunctionComponent<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return !sameProperties(this.props, next);
    }

    override render() {
      return createElement(Inner, this.props);
    }
  };
}

export function sameProperties(a: object, b: object): boolean {
  const entries = Object.entries(a);
  return entries.length === Object.keys(b).length &&
    entries.every(([key, value]) => Object.is(value, Reflect.get(b, key)));
}
