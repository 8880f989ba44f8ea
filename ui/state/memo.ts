import { Component, type ComponentType, createElement, type FunctionComponent } from "preact";

/** The same component, drawn again only when one of its properties is another one. */
export function memo<Props extends object>(Inner: FunctionComponent<Props>): ComponentType<Props> {
  return class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      return differs(this.props, next) || differs(next, this.props);
    }

    override render() {
      return createElement(Inner, this.props);
    }
  };
}

function differs(a: object, b: object): boolean {
  return Object.entries(a).some(([key, value]) => !Object.is(value, Reflect.get(b, key)));
}
