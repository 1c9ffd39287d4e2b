//! A handful of posts of every kind, for tests of screens and keys.

/// Names and texts; newest first.
pub const POSTS: [(&str, &str); 6] = [
    (
        "blog/2026-08-14-mesh.md",
        "---
title: 服务网格一周：Istio ambient 模式与 Envoy Gateway 的新进展
date: 2026-08-14 09:00:00 +0800
author: 云报编辑部
source: https://istio.io/latest/docs/ambient/
categories: [service-mesh, kubernetes]
tags: [istio, envoy, 服务网格]
---

# 服务网格一周：Istio ambient 模式与 Envoy Gateway 的新进展

本周有三件事值得一读，都与数据面有关。

## 主要新闻

### ambient 模式的两层结构

ztunnel 处理第四层，waypoint 处理第七层。两层可以分开启用，**先得到加密**，再按需加上策略。

- 每个节点一个 ztunnel
- 每个命名空间或服务账号一个 waypoint
  - 按需部署

**Source:** [Ambient mode overview](https://istio.io/latest/docs/ambient/overview/)

### Gateway API 的角色

> 基础设施、集群与应用三种角色各管一段。

| 资源 | 谁来写 | 作用 |
| :--- | :---: | ---: |
| GatewayClass | 基础设施 | 选实现 |
| Gateway | 集群 | 开端口 |
| HTTPRoute | 应用 | 配路由 |

**Source:** [Gateway API](https://gateway-api.sigs.k8s.io/)

### 一段配置

```yaml
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: reviews
```

更多见 `kubectl explain httproute`。

**来源：** [HTTPRoute](https://gateway-api.sigs.k8s.io/api-types/httproute/)

## 分析

三件事合在一起看，方向很清楚。

## 结论

下周再见。
",
    ),
    (
        "blog/2026-08-07-kubernetes.md",
        "---
title: \"Kubernetes weekly: sidecars, swap and what the scheduler sees\"
date: 2026-08-07
authors: [Desk One, Desk Two]
source: https://kubernetes.io/docs/home/
category: Cloud Native
tags: [kubernetes, scheduling]
---

Plain paragraph with *emphasis*, **strong words** and `code`, long enough to be wrapped at any
width that a person would use, and with a [link to the documentation](https://kubernetes.io/docs/).

## Sidecar containers

An init container with `restartPolicy: Always` starts before the others and stays.

**Source:** [Sidecar Containers](https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/)

## Conclusion

1. Read the documentation.
2. Try it.
",
    ),
    (
        "blog/2026-07-31-no-source.md",
        "---
title: Notes without a source
date: 2026-07-31
tags: [kubernetes, notes]
---

## First

Text.

## Second

More text.
",
    ),
    ("blog/plain.md", "# Just a heading\n\nNo front matter at all.\n"),
    ("blog/2026-06-01-broken.md", "---\ntitle: \"Broken: front matter\ntags: [a\n---\n\nStill readable.\n"),
    (
        "blog/2026-05-01-hostile.md",
        "---\ntitle: \"Evil \\x1b[31mred\\x07 \\u202egnp.exe\"\ndate: 2026-05-01\ntags: [\"bad\\x1b]0;x\\x07tag\"]\nsource: \"javascript:alert(1)\"\n---\n\nBody \u{1b}[2J with \u{9b}31m escapes, \u{202e}bidi and &#27;[1m entities.\n\n## Bad link\n\n**Source:** [x](javascript:alert(1))\n\n[y](file:///etc/passwd)\n",
    ),
];
